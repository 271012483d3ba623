package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.InterfaceReading;
import org.mosexporter.network.TrafficDirection;
import org.snmp4j.smi.OID;

/**
 * CISCO-CLASS-BASED-QOS-MIB: the classes of policies attached to interfaces, and what they dropped.
 *
 * <p>Its indexes are volatile: after a reload the same numbers may name another class of another
 * interface. So classes are joined to names at every poll, and the numbers only tell whether two
 * polls speak of the same thing. Policies of the control plane are left out, and members of a
 * bundle, whose traffic the bundle counts.
 */
final class CiscoClassBasedQosMib {
  static final OID SERVICE_POLICY_ENTRY = under(1);
  private static final int IF_TYPE = 2;
  private static final int DIRECTION = 3;
  private static final int IF_INDEX = 4;
  private static final int FRAME_RELAY_DLCI = 5;
  private static final int ATM_VPI = 6;
  private static final int ATM_VCI = 7;
  private static final int VLAN = 9;
  private static final int EVC = 10;
  private static final int PARENT_POLICY = 12;

  private static final long IF_TYPE_FRAME_RELAY = 3;
  private static final long IF_TYPE_ATM = 4;
  private static final long IF_TYPE_CONTROL_PLANE = 5;
  private static final long IF_TYPE_VLAN = 6;
  private static final long IF_TYPE_EVC = 7;

  private static final OID OBJECTS_ENTRY = under(5);
  private static final int CONFIG_INDEX = 2;
  private static final int TYPE = 3;
  private static final int PARENT = 4;

  private final Map<OID, InterfaceReading> interfaces;
  private final Columns attached;
  private final ClassConfiguration configuration;
  private final ClassStatistics statistics;

  private CiscoClassBasedQosMib(
      Map<OID, InterfaceReading> interfaces,
      Columns attached,
      ClassConfiguration configuration,
      ClassStatistics statistics) {
    this.interfaces = interfaces;
    this.attached = attached;
    this.configuration = configuration;
    this.statistics = statistics;
  }

  /** To be asked of a device. */
  static final class Module implements ClassModule {
    @Override
    public String name() {
      return "cisco_class_based_qos_mib";
    }

    @Override
    public int enterprise() {
      return 9;
    }

    @Override
    public Optional<List<ClassReading>> read(Session session, Map<OID, InterfaceReading> interfaces)
        throws SnmpFault {
      return CiscoClassBasedQosMib.read(session, interfaces);
    }
  }

  /** Entry of one of the MIB's tables. */
  static OID under(int table) {
    return new OID("1.3.6.1.4.1.9.9.166.1").append(table).append(1).append(1);
  }

  /** Nothing when the device does not have the MIB, or no policy is attached. */
  static Optional<List<ClassReading>> read(Session session, Map<OID, InterfaceReading> interfaces)
      throws SnmpFault {
    Columns attached = attached(session);
    if (!attached.has(IF_INDEX)) {
      return Optional.empty();
    }
    List<OID> policies = policies(attached, interfaces);
    if (policies.isEmpty()) {
      return Optional.of(List.of());
    }
    Map<OID, PolicyTree> trees = trees(session, policies);
    ClassStatistics statistics = ClassStatistics.read(session, trees.values());
    if (!statistics.fits(session.kept())) {
      attached = attached(session);
      policies = policies(attached, interfaces);
      trees = trees(session, policies);
    }
    var join =
        new CiscoClassBasedQosMib(
            interfaces, attached, ClassConfiguration.read(session), statistics);
    return attached.has(IF_INDEX) ? Optional.of(join.classes(policies, trees)) : Optional.empty();
  }

  /** Of those policies only. */
  private static Map<OID, PolicyTree> trees(Session session, List<OID> policies) throws SnmpFault {
    Columns objects = TableWalk.seldom(session, OBJECTS_ENTRY, CONFIG_INDEX, TYPE, PARENT);
    Map<OID, PolicyTree> trees = trees(objects);
    trees.keySet().retainAll(Set.copyOf(policies));
    return trees;
  }

  private static Columns attached(Session session) throws SnmpFault {
    return TableWalk.seldom(
        session,
        SERVICE_POLICY_ENTRY,
        IF_TYPE,
        DIRECTION,
        IF_INDEX,
        VLAN,
        PARENT_POLICY,
        FRAME_RELAY_DLCI,
        ATM_VPI,
        ATM_VCI,
        EVC);
  }

  private static List<OID> policies(Columns attached, Map<OID, InterfaceReading> interfaces) {
    return attached.indexes(IF_INDEX).stream()
        .filter(policy -> counts(attached, interfaces, policy))
        .toList();
  }

  private static boolean counts(
      Columns attached, Map<OID, InterfaceReading> interfaces, OID policy) {
    long parent = attached.number(PARENT_POLICY, policy).orElse(0);
    return !attached.is(IF_TYPE, policy, IF_TYPE_CONTROL_PLANE)
        && interfaceIndex(attached, policy).filter(interfaces::containsKey).isPresent()
        && direction(attached, policy).isPresent()
        && (parent == 0 || attached.number(IF_INDEX, oid(parent)).isEmpty());
  }

  private static Optional<OID> interfaceIndex(Columns attached, OID policy) {
    long index = attached.number(IF_INDEX, policy).orElse(0);
    return index > 0 ? Optional.of(oid(index)) : Optional.empty();
  }

  private static Optional<TrafficDirection> direction(Columns attached, OID policy) {
    return switch ((int) attached.number(DIRECTION, policy).orElse(0)) {
      case 1 -> Optional.of(TrafficDirection.INPUT);
      case 2 -> Optional.of(TrafficDirection.OUTPUT);
      default -> Optional.empty();
    };
  }

  private static OID oid(long number) {
    return new OID(new int[] {(int) number});
  }

  private static Map<OID, PolicyTree> trees(Columns objects) {
    Map<OID, PolicyTree> trees = new HashMap<>();
    for (OID index : objects.indexes(TYPE)) {
      Optional<PolicyTree.Type> type = PolicyTree.Type.of(objects.number(TYPE, index).orElse(0));
      OptionalLong parent = objects.number(PARENT, index);
      if (index.size() != 2 || type.isEmpty() || parent.isEmpty()) {
        continue;
      }
      OID policy = new OID(new int[] {index.get(0)});
      OID config = oid(objects.number(CONFIG_INDEX, index).orElse(0));
      trees
          .computeIfAbsent(policy, _ -> new PolicyTree())
          .add(
              new PolicyTree.Node(
                  index, index.getUnsigned(1), parent.getAsLong(), type.get(), config));
    }
    return trees;
  }

  private List<ClassReading> classes(List<OID> policies, Map<OID, PolicyTree> trees) {
    List<ClassReading> classes = new ArrayList<>();
    for (OID policy : policies) {
      PolicyTree tree = trees.getOrDefault(policy, new PolicyTree());
      for (PolicyTree.Node node : tree.classes()) {
        reading(policy, tree, node).ifPresent(classes::add);
      }
    }
    return classes;
  }

  private Optional<ClassReading> reading(OID policy, PolicyTree tree, PolicyTree.Node node) {
    String name = configuration.name(node);
    Optional<String> path = tree.above(node).flatMap(this::path);
    Optional<TrafficDirection> direction = direction(attached, policy);
    InterfaceReading on = interfaceIndex(attached, policy).map(interfaces::get).orElse(null);
    if (name.isEmpty() || path.isEmpty() || direction.isEmpty() || on == null) {
      return Optional.empty();
    }
    String fullPath = circuit(policy) + path.get();
    ClassActions actions = new ClassActions(tree, node, configuration, statistics);
    return Optional.of(
        new ClassReading(
            actions.identity() + "@" + statistics.discontinuity(policy),
            new ClassReading.Key(on.name(), direction.get(), fullPath, name),
            kind(tree, node, actions),
            on.speedBitsPerSecond(),
            actions.counters()));
  }

  /** Names joined by slashes; nothing when one is missing. */
  private Optional<String> path(List<PolicyTree.Node> nodes) {
    List<String> names = new ArrayList<>();
    for (PolicyTree.Node node : nodes) {
      String name = configuration.name(node);
      if (name.isEmpty()) {
        return Optional.empty();
      }
      names.add(name);
    }
    return Optional.of(String.join("/", names));
  }

  /** Several circuits of one interface may carry the same policy. */
  private String circuit(OID policy) {
    long type = attached.number(IF_TYPE, policy).orElse(0);
    if (type == IF_TYPE_FRAME_RELAY) {
      return "dlci-" + number(FRAME_RELAY_DLCI, policy) + "/";
    }
    if (type == IF_TYPE_ATM) {
      return "pvc-" + number(ATM_VPI, policy) + "." + number(ATM_VCI, policy) + "/";
    }
    if (type == IF_TYPE_VLAN) {
      return "vlan-" + number(VLAN, policy) + "/";
    }
    return type == IF_TYPE_EVC ? "evc-" + number(EVC, policy) + "/" : "";
  }

  private long number(int column, OID policy) {
    return attached.number(column, policy).orElse(0);
  }

  private ClassReading.Kind kind(PolicyTree tree, PolicyTree.Node node, ClassActions actions) {
    if (tree.child(node, PolicyTree.Type.POLICY_MAP).isPresent()) {
      return new ClassReading.Kind.Parent(actions.shaper());
    }
    List<String> match =
        tree.children(node, PolicyTree.Type.MATCH).stream()
            .map(configuration::name)
            .filter(text -> !text.isEmpty())
            .toList();
    List<Integer> dscp =
        match.stream().flatMap(text -> DscpMatch.codePoints(text).stream()).distinct().toList();
    return new ClassReading.Kind.Leaf(
        match,
        dscp,
        actions.action(PolicyTree.Type.QUEUEING).map(configuration::priority).orElse(false),
        actions.action(PolicyTree.Type.SET).map(configuration::setDscp).orElse(OptionalInt.empty()),
        actions.queuePackets(),
        actions.queueLimitPackets(),
        actions.shaper());
  }
}
