package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snmp4j.smi.OID;

/**
 * The objects of one attached policy as a tree (cbQosObjectsTable): policy map → classes → matches,
 * actions and nested policy maps. Rows may be missing and parents may be wrong; a chain that does
 * not end at the root has no path.
 */
final class PolicyTree {
  /** Cisco nests three levels; beyond this it is a circle. */
  private static final int DEEPEST = 12;

  /** What an object is (cbQosObjectsType); others carry nothing that is read here. */
  enum Type {
    POLICY_MAP(1),
    CLASS_MAP(2),
    MATCH(3),
    QUEUEING(4),
    RANDOM_DETECT(5),
    SHAPING(6),
    POLICE(7),
    SET(8);

    private final int number;

    Type(int number) {
      this.number = number;
    }

    static Optional<Type> of(long number) {
      for (Type type : values()) {
        if (type.number == number) {
          return Optional.of(type);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * An object.
   *
   * @param index policy and object index, where its statistics are
   * @param config where its configuration is
   */
  record Node(OID index, long object, long parent, Type type, OID config) {}

  private final Map<Long, Node> nodes = new LinkedHashMap<>();
  private final Map<Long, List<Node>> children = new HashMap<>();

  void add(Node node) {
    nodes.put(node.object(), node);
    children.computeIfAbsent(node.parent(), _ -> new ArrayList<>()).add(node);
  }

  List<Node> classes() {
    return nodes.values().stream().filter(node -> node.type() == Type.CLASS_MAP).toList();
  }

  /** Whether any object is of a type. */
  boolean has(Type type) {
    return nodes.values().stream().anyMatch(node -> node.type() == type);
  }

  /** An object has one action of a kind. */
  Optional<Node> child(Node parent, Type type) {
    return children(parent, type).stream().findFirst();
  }

  List<Node> children(Node parent, Type type) {
    return children.getOrDefault(parent.object(), List.of()).stream()
        .filter(node -> node.type() == type)
        .toList();
  }

  /** From the root down to the object's parent; nothing when the chain is broken. */
  Optional<List<Node>> above(Node node) {
    List<Node> path = new ArrayList<>();
    long parent = node.parent();
    while (parent != 0) {
      Node above = nodes.get(parent);
      if (above == null || path.size() == DEEPEST) {
        return Optional.empty();
      }
      path.addFirst(above);
      parent = above.parent();
    }
    return path.isEmpty() ? Optional.empty() : Optional.of(path);
  }
}
