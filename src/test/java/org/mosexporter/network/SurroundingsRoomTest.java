package org.mosexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.mosexporter.LiveHeap.assertDeclared;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;
import org.mosexporter.network.Neighbour.Inventory;
import org.mosexporter.network.Neighbour.Kind;

@Tag("heap")
class SurroundingsRoomTest {
  private static final int PORTS = 48;
  private static final int PLACES_OF_A_PHONE = SurroundingsRoom.PLACES_OF_A_NEIGHBOUR + 2;

  private final SurroundingsRoom room = new SurroundingsRoom(100);

  @Test
  void leavesOutWhatThereIsNoRoomFor() {
    Surroundings kept = room.fit("sw1", phones(0, 30));

    // 20 neighbours fill it.
    assertEquals(20, kept.lldp().size());
    assertEquals(0, kept.learned().size());
    room.gauge(
        (table, entries, evictions) -> {
          assertEquals(Table.SURROUNDINGS, table);
          assertEquals(100, entries);
          assertEquals(10 + 30 + 30, evictions);
        });
  }

  @Test
  void whatADeviceToldBeforeMakesRoom() {
    assertEquals(14, room.fit("sw1", phones(0, 14)).learned().size());
    assertEquals(14, room.fit("sw1", phones(100, 14)).learned().size());
    assertEquals(0, room.fit("sw2", phones(0, 1)).lldp().size());
    assertEquals(Surroundings.NONE, room.fit("sw1", Surroundings.NONE));
    assertEquals(1, room.fit("sw2", phones(0, 1)).lldp().size());
  }

  @Test
  void aFloodOfStationsLeavesRoomForOthers() {
    assertEquals(50, room.fit("sw1", stations(1_000)).learned().size());
    assertEquals(7, room.fit("sw2", phones(0, 7)).lldp().size());
  }

  @Test
  void joinsAnewOnlyWhatWasToldAnew() {
    List<RouterSnapshot> devices = new ArrayList<>();
    RouterHistory history = new RouterHistory("berlin", "sw1", room);
    TopologySource source = new TopologySource(() -> devices, List.of());
    devices.add(history.snapshot());
    Topology first = source.get();
    devices.set(0, history.onSilence(1));
    assertSame(first, source.get());
    devices.set(0, history.onSurroundings(reading(phones(0, 1))));

    IpAddress phone = IpAddress.ofIpv4(0x0a000000);
    assertEquals(
        Optional.of(new Attachment("sw1", "GigabitEthernet1/0/0")),
        source.get().find(phone, Optional.empty()).attachment());
  }

  /** As an office fills it: each phone is a neighbour, a station and an ARP entry. */
  @Test
  void takesWhatIsDeclaredWithAllThatIsJoinedFromIt() {
    measured(100);
    long bytes = measured(Table.SURROUNDINGS.entries() / PLACES_OF_A_PHONE);
    assertDeclared(Table.SURROUNDINGS, bytes / Table.SURROUNDINGS.entries());
  }

  private static long measured(int phones) {
    long before = LiveHeap.bytes();
    SurroundingsRoom large = new SurroundingsRoom();
    List<RouterSnapshot> devices = new ArrayList<>();
    TopologySource source = new TopologySource(() -> List.copyOf(devices), List.of());
    for (int first = 0; first < phones; first += PORTS) {
      String name = "sw" + first;
      RouterHistory history = new RouterHistory("berlin", name, large);
      devices.add(history.onSurroundings(reading(phones(first, Math.min(PORTS, phones - first)))));
    }
    Topology joined = source.get();
    long after = LiveHeap.bytes();
    assertEquals(
        true, joined.find(IpAddress.ofIpv4(0x0a000000), Optional.empty()).attachment().isPresent());
    large.gauge((_, entries, evictions) -> assertEquals(0, evictions, entries + " entries"));
    return after - before;
  }

  private static Surroundings.Reading reading(Surroundings of) {
    return new Surroundings.Reading(
        Map.of(),
        new Poll.Part.Whole<>(of.lldp()),
        new Poll.Part.Unknown<>(),
        new Poll.Part.Whole<>(of.learned()),
        new Poll.Part.Whole<>(of.arp()),
        new Poll.Part.Unknown<>(),
        new Poll.Part.Unknown<>(),
        new Poll.Part.Unknown<>());
  }

  private static Surroundings stations(int count) {
    List<LearnedAddress> learned = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      learned.add(new LearnedAddress(new MacAddress(i + 1), "1", OptionalInt.empty()));
    }
    return new Surroundings(
        Map.of(), List.of(), List.of(), learned, List.of(), List.of(), List.of(), List.of());
  }

  private static Surroundings phones(int first, int count) {
    List<Neighbour> lldp = new ArrayList<>();
    List<LearnedAddress> learned = new ArrayList<>();
    List<ArpEntry> arp = new ArrayList<>();
    OptionalInt vlan = OptionalInt.of(130);
    for (int i = 0; i < count; i++) {
      long bits = 0x0004f2000000L + first + i;
      String port = "GigabitEthernet1/0/" + i;
      lldp.add(phone(port, bits, first + i));
      learned.add(new LearnedAddress(new MacAddress(bits), port, vlan));
      arp.add(new ArpEntry(IpAddress.ofIpv4(0x0a000000 + first + i), new MacAddress(bits)));
    }
    return new Surroundings(
        Map.of(), lldp, List.of(), learned, arp, List.of(), List.of(), List.of());
  }

  private static String ownCopyOf(String text) {
    return new String(text.toCharArray());
  }

  /** Each with texts of its own, as they come from agents. */
  private static Neighbour phone(String port, long mac, int number) {
    String digits = Long.toHexString(mac);
    return new Neighbour(
        port,
        Optional.of(new MacAddress(mac)),
        Optional.of(IpAddress.ofIpv4(0x0a000000 + number)),
        Kind.PHONE,
        "SIP-T54W-" + digits,
        ownCopyOf("Yealink SIP-T54W 96.86.0.45"),
        new Inventory(
            "",
            "",
            ownCopyOf("96.86.0.45"),
            "SN" + digits,
            ownCopyOf("Yealink"),
            ownCopyOf("SIP-T54W"),
            ""),
        OptionalInt.of(46),
        OptionalInt.of(130));
  }
}
