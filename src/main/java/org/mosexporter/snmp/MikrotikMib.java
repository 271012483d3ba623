package org.mosexporter.snmp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.CounterReading;
import org.mosexporter.network.InterfaceReading;
import org.mosexporter.network.Shaper;
import org.mosexporter.network.TrafficDirection;
import org.snmp4j.smi.OID;

/**
 * MIKROTIK-MIB: simple queues and the queue tree of RouterOS. Rows are numbered anew at every boot,
 * so the operator's names are the keys. "In" of a simple queue is what its target sends: input. A
 * tree's queue that has others under it contains their traffic.
 */
final class MikrotikMib implements ClassModule {
  private static final OID QUEUES = new OID("1.3.6.1.4.1.14988.1.1.2");

  private static final OID SIMPLE_ENTRY = new OID(QUEUES).append(1).append(1);
  private static final int NAME = 2;
  private static final int INTERFACE = 7;
  private static final int BYTES_IN = 8;
  private static final int BYTES_OUT = 9;
  private static final int PACKETS_IN = 10;
  private static final int PACKETS_OUT = 11;
  private static final int DROPPED_IN = 14;
  private static final int DROPPED_OUT = 15;
  private static final String SIMPLE = "simple";

  private static final OID TREE_ENTRY = new OID(QUEUES).append(2).append(1);
  private static final int PACKET_MARK = 3;
  private static final int PARENT = 4;
  private static final int BYTES = 5;
  private static final int PACKETS = 6;
  private static final int BYTES_64 = 7;
  private static final int DROPPED = 9;
  private static final String TREE = "tree";

  /** RouterOS answers that more is too big, and gives nothing. */
  private static final int MOST_REPETITIONS = 25;

  /** Beyond this it is a circle. */
  private static final int DEEPEST = 12;

  @Override
  public String name() {
    return "mikrotik_mib";
  }

  @Override
  public int enterprise() {
    return 14988;
  }

  @Override
  public Optional<List<ClassReading>> read(Session session, Map<OID, InterfaceReading> interfaces)
      throws SnmpFault {
    Columns simple =
        TableWalk.readAtMost(
            session,
            MOST_REPETITIONS,
            SIMPLE_ENTRY,
            NAME,
            INTERFACE,
            BYTES_IN,
            BYTES_OUT,
            PACKETS_IN,
            PACKETS_OUT,
            DROPPED_IN,
            DROPPED_OUT);
    Columns tree =
        TableWalk.readAtMost(
            session,
            MOST_REPETITIONS,
            TREE_ENTRY,
            NAME,
            PACKET_MARK,
            PARENT,
            BYTES,
            PACKETS,
            BYTES_64,
            DROPPED);
    if (!simple.has(NAME) && !tree.has(NAME)) {
      return Optional.empty();
    }
    List<ClassReading> readings = new ArrayList<>();
    addSimple(simple, interfaces, readings);
    new Tree(tree, interfaces).addTo(readings);
    return Optional.of(readings);
  }

  private static void addSimple(
      Columns of, Map<OID, InterfaceReading> interfaces, List<ClassReading> readings) {
    for (OID index : of.indexes(NAME)) {
      Optional<InterfaceReading> on =
          of.number(INTERFACE, index).stream()
              .mapToObj(number -> interfaces.get(oid(number)))
              .filter(found -> found != null)
              .findFirst();
      String name = of.text(NAME, index);
      ClassReading.Kind leaf = ClassReading.Kind.Leaf.queue(OptionalLong.empty());
      Counters in =
          new Counters()
              .add(ClassCounter.PACKETS, of.counter(PACKETS_IN, index))
              .add(ClassCounter.BYTES, of.counter(BYTES_IN, index))
              .add(ClassCounter.DROPPED_PACKETS, of.counter(DROPPED_IN, index));
      Counters out =
          new Counters()
              .add(ClassCounter.PACKETS, of.counter(PACKETS_OUT, index))
              .add(ClassCounter.BYTES, of.counter(BYTES_OUT, index))
              .add(ClassCounter.DROPPED_PACKETS, of.counter(DROPPED_OUT, index));
      String port = on.map(InterfaceReading::name).orElse("");
      OptionalLong speed = speed(on, interfaces);
      String identity = index.toString();
      readings.add(
          new ClassReading(
              identity,
              new ClassReading.Key(port, TrafficDirection.INPUT, SIMPLE, name),
              leaf,
              speed,
              in.all()));
      readings.add(
          new ClassReading(
              identity,
              new ClassReading.Key(port, TrafficDirection.OUTPUT, SIMPLE, name),
              leaf,
              speed,
              out.all()));
    }
  }

  /** Of what belongs to no port, no more can pass than through the fastest. */
  private static OptionalLong speed(
      Optional<InterfaceReading> on, Map<OID, InterfaceReading> interfaces) {
    return on.isPresent()
        ? on.get().speedBitsPerSecond()
        : interfaces.values().stream()
            .flatMapToLong(port -> port.speedBitsPerSecond().stream())
            .max();
  }

  private static OID oid(long number) {
    return new OID(new int[] {(int) number});
  }

  /** The queue tree: a parent is another row, or an ifIndex, or a number that means "global". */
  private static final class Tree {
    private final Columns of;
    private final Map<OID, InterfaceReading> interfaces;
    private final Set<OID> parents = new HashSet<>();

    private Tree(Columns of, Map<OID, InterfaceReading> interfaces) {
      this.of = of;
      this.interfaces = interfaces;
      of.indexes(PARENT).forEach(index -> parents.add(parent(index)));
    }

    private OID parent(OID index) {
      return oid(of.number(PARENT, index).orElse(0));
    }

    private boolean isQueue(OID index) {
      return !of.text(NAME, index).isEmpty();
    }

    private void addTo(List<ClassReading> readings) {
      for (OID index : of.indexes(NAME)) {
        StringBuilder path = new StringBuilder(TREE);
        Optional<OID> root = pathAbove(index, path);
        if (root.isPresent() && isQueue(index)) {
          readings.add(reading(index, path.toString(), root.get()));
        }
      }
    }

    /** What the topmost queue hangs on; nothing when there is no top. */
    private Optional<OID> pathAbove(OID index, StringBuilder path) {
      OID above = parent(index);
      String names = "";
      for (int depth = 0; depth < DEEPEST; depth++) {
        if (!isQueue(above)) {
          path.append(names);
          return Optional.of(above);
        }
        names = "/" + of.text(NAME, above) + names;
        above = parent(above);
      }
      return Optional.empty();
    }

    private ClassReading reading(OID index, String path, OID root) {
      Optional<InterfaceReading> port = Optional.ofNullable(interfaces.get(root));
      Optional<CounterReading> wide = of.counter64(BYTES_64, index);
      return new ClassReading(
          index.toString(),
          new ClassReading.Key(
              port.map(InterfaceReading::name).orElse(""),
              TrafficDirection.OUTPUT,
              path,
              of.text(NAME, index)),
          kind(index),
          speed(port, interfaces),
          new Counters()
              .add(ClassCounter.PACKETS, of.counter(PACKETS, index))
              .add(ClassCounter.BYTES, wide.isPresent() ? wide : of.counter(BYTES, index))
              .add(ClassCounter.DROPPED_PACKETS, of.counter(DROPPED, index))
              .all());
    }

    private ClassReading.Kind kind(OID index) {
      if (parents.contains(index)) {
        return new ClassReading.Kind.Parent(Shaper.NONE);
      }
      String mark = of.text(PACKET_MARK, index);
      return new ClassReading.Kind.Leaf(
          mark.isEmpty() ? List.of() : List.of("packet-mark " + mark),
          List.of(),
          false,
          OptionalInt.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Shaper.NONE);
    }
  }
}
