package org.mosexporter.simulator.office;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;
import org.mosexporter.network.ArpEntry;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassReading;
import org.mosexporter.network.CounterReading;
import org.mosexporter.network.InterfaceReading;
import org.mosexporter.network.LearnedAddress;
import org.mosexporter.network.MacAddress;
import org.mosexporter.network.Poll;
import org.mosexporter.network.Shaper;
import org.mosexporter.network.Surroundings;
import org.mosexporter.network.TrafficDirection;
import org.mosexporter.simulator.path.Event;
import org.mosexporter.simulator.path.Link;
import org.mosexporter.simulator.path.Router;

/**
 * The router and the switch of the office as they answer polls, each 30 s: as readings, which is
 * what the product's poller hands on. Over a socket each poll would wait for a real clock, and no
 * two runs would be the same; that the poller reads devices rightly is for its own tests.
 */
public final class Devices implements Event {
  /** As configuration and readings call them. */
  public static final String ROUTER = "gw1";

  public static final String SWITCH = "sw1";
  static final String WAN = "wan0";
  private static final String POLICY = "WAN-QUEUES";
  private static final long INTERVAL_NS = 30_000_000_000L;
  private static final int SURROUNDINGS_EVERY = 20;
  private static final double ANSWERS_S = 0.2;

  private final Office office;
  private final Answers answers;
  private int polls;

  /** Who asked. */
  public interface Answers {
    void onPoll(String device, Poll poll);

    void onSurroundings(String device, Surroundings.Reading reading);
  }

  public Devices(Office office, Answers answers) {
    this.office = office;
    this.answers = answers;
    office.timeline().after(INTERVAL_NS / 3, this);
  }

  @Override
  public void happen(long nowNs) {
    answers.onPoll(ROUTER, poll(nowNs, routerInterfaces(), routerClasses(nowNs)));
    answers.onPoll(SWITCH, poll(nowNs, switchPorts(), List.of()));
    if (polls++ % SURROUNDINGS_EVERY == 0) {
      answers.onSurroundings(ROUTER, surroundings(arp(), List.of()));
      answers.onSurroundings(SWITCH, surroundings(List.of(), learned()));
    }
    office.timeline().after(INTERVAL_NS, this);
  }

  private Poll poll(long nowNs, List<InterfaceReading> interfaces, List<ClassReading> classes) {
    return new Poll(
        office.epochNs() + nowNs,
        ANSWERS_S,
        OptionalLong.of(100_000_000 + nowNs / 10_000_000),
        OptionalLong.of(3),
        Map.of("if_mib", true, "etherlike_mib", true),
        new Poll.Part.Whole<>(interfaces),
        classes.isEmpty() ? Map.of() : Map.of("cbqos", new Poll.Part.Whole<>(classes)),
        new Poll.Part.Unknown<>(),
        new Poll.Part.Unknown<>());
  }

  private List<InterfaceReading> routerInterfaces() {
    Link out = office.out().link();
    Link in = office.in().link();
    long rate = Math.round(out.bitsPerSecond());
    InterfaceReading.Traffic sent =
        traffic(out.sentBytes(), out.sentPackets(), 0, drops(office.out()));
    InterfaceReading.Traffic received = traffic(in.sentBytes(), in.sentPackets(), 0, 0);
    return List.of(
        reading(1, WAN, "uplink", rate, false, received, sent),
        reading(2, "lan0", "", 1_000_000_000L, false, sent, received));
  }

  private static long drops(Router router) {
    return router.link().ordinaryDropped() + router.voiceDropped();
  }

  private List<InterfaceReading> switchPorts() {
    List<InterfaceReading> ports = new ArrayList<>();
    for (Phone phone : office.phones()) {
      if (phone.access() instanceof Access.Wired(String name, var up, var down)) {
        boolean half = up.isHalfDuplex();
        ports.add(
            reading(
                100 + ports.size(),
                name,
                "",
                100_000_000L,
                half,
                traffic(up.bytes(), up.packets(), up.errors(), 0),
                traffic(down.bytes(), down.packets(), down.errors(), 0)));
      }
    }
    return ports;
  }

  private static InterfaceReading reading(
      int index,
      String name,
      String alias,
      long bitsPerSecond,
      boolean half,
      InterfaceReading.Traffic input,
      InterfaceReading.Traffic output) {
    return new InterfaceReading(
        index + "/0",
        name,
        alias,
        name,
        OptionalLong.of(bitsPerSecond),
        true,
        Optional.of(half),
        input,
        output);
  }

  private static InterfaceReading.Traffic traffic(
      long bytes, long packets, long errors, long discards) {
    return new InterfaceReading.Traffic(
        counter(bytes), counter(packets), counter(errors), counter(discards));
  }

  private static Optional<CounterReading> counter(long value) {
    return Optional.of(CounterReading.of64Bits(value));
  }

  private List<ClassReading> routerClasses(long nowNs) {
    Router router = office.out();
    if (!router.hasClasses()) {
      return List.of();
    }
    Link link = router.link();
    double voiceBytes = Math.max(1, router.voiceBytes());
    double packetBytes = voiceBytes / Math.max(1, router.voicePackets());
    return List.of(
        leaf(
            "VOICE",
            List.of(router.matched()),
            true,
            (long) (router.queue().waitingBytes(nowNs) / packetBytes),
            (long) Math.min(64, router.queue().mostBytes() / packetBytes),
            router.voicePackets(),
            router.voiceBytes(),
            router.voiceDropped(),
            (long) (router.voiceDropped() * packetBytes)),
        leaf(
            "class-default",
            List.of(),
            false,
            link.waitingPackets(nowNs),
            link.depthPackets(),
            link.ordinaryPackets(),
            link.ordinaryBytes(),
            link.ordinaryDropped(),
            link.ordinaryDroppedBytes()));
  }

  private ClassReading leaf(
      String name,
      List<Integer> dscp,
      boolean priority,
      long queue,
      long limit,
      long packets,
      long bytes,
      long dropped,
      long droppedBytes) {
    return new ClassReading(
        name,
        new ClassReading.Key(WAN, TrafficDirection.OUTPUT, POLICY, name),
        new ClassReading.Kind.Leaf(
            List.of(),
            dscp,
            priority,
            OptionalInt.empty(),
            OptionalLong.of(queue),
            OptionalLong.of(limit),
            Shaper.NONE),
        OptionalLong.of(Math.round(office.out().link().bitsPerSecond())),
        Map.of(
            ClassCounter.PACKETS, CounterReading.of64Bits(packets),
            ClassCounter.BYTES, CounterReading.of64Bits(bytes),
            ClassCounter.DROPPED_PACKETS, CounterReading.of64Bits(dropped),
            ClassCounter.DROPPED_BYTES, CounterReading.of64Bits(droppedBytes)));
  }

  private static Surroundings.Reading surroundings(
      List<ArpEntry> arp, List<LearnedAddress> learned) {
    return new Surroundings.Reading(
        Map.of("bridge_mib", true),
        new Poll.Part.Unknown<>(),
        new Poll.Part.Unknown<>(),
        new Poll.Part.Whole<>(learned),
        new Poll.Part.Whole<>(arp),
        new Poll.Part.Unknown<>(),
        new Poll.Part.Unknown<>(),
        new Poll.Part.Unknown<>());
  }

  private List<ArpEntry> arp() {
    return office.phones().stream()
        .filter(phone -> !(phone.access() instanceof Access.Remote))
        .map(phone -> new ArpEntry(IpAddress.ofIpv4(phone.host().ip()), mac(phone)))
        .toList();
  }

  private List<LearnedAddress> learned() {
    List<LearnedAddress> learned = new ArrayList<>();
    for (Phone phone : office.phones()) {
      switch (phone.access()) {
        case Access.Wired wired ->
            learned.add(new LearnedAddress(mac(phone), wired.name(), OptionalInt.of(20)));
        case Access.Wireless wireless ->
            learned.add(
                new LearnedAddress(
                    mac(phone), "uplink-" + wireless.accessPoint(), OptionalInt.of(30)));
        case Access.Remote _ -> {}
      }
    }
    return learned;
  }

  /** As in its frames. */
  private static MacAddress mac(Phone phone) {
    return new MacAddress((0x0200L << 32) | (phone.host().ip() & 0xFFFF_FFFFL));
  }
}
