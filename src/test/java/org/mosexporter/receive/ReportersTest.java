package org.mosexporter.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;

/** Who reports; bounded whatever senders there are. */
@Tag("heap")
class ReportersTest {
  private static final IpAddress PHONE = IpAddress.parse("10.1.20.11");

  private final Reporters reporters = new Reporters();

  private static IpAddress address(int number) {
    return new IpAddress(0, 0xFFFF_0A00_0000L + number);
  }

  private long evictions(Reporters of) {
    long[] count = new long[1];
    of.gauge((_, _, evictions) -> count[0] = evictions);
    return count[0];
  }

  @Test
  void tellsEachProtocolForItself() {
    reporters.reported(Protocol.RTCP, PHONE, 5);
    reporters.reported(Protocol.RTCP, PHONE, 7);
    reporters.refused(Protocol.SIP, PHONE, "method", 9);

    List<Reporter> all = reporters.snapshot();
    assertEquals(
        new Reporter(Protocol.RTCP, PHONE, 2, OptionalLong.of(7), 0, "", OptionalLong.empty()),
        all.getFirst());
    assertEquals(
        new Reporter(Protocol.SIP, PHONE, 0, OptionalLong.empty(), 1, "method", OptionalLong.of(9)),
        all.getLast());
  }

  /** Whoever can forge addresses outside our networks drives out no phone. */
  @Test
  void strangersHaveFewPlaces() {
    reporters.reported(Protocol.SIP, PHONE, 1);
    for (int i = 0; i < 100_000; i++) {
      reporters.refused(Protocol.SIP, address(i), "not_allowed", 2);
    }
    assertEquals(1 + Reporters.STRANGERS, reporters.snapshot().size());
    assertTrue(reporters.snapshot().stream().anyMatch(one -> one.address().equals(PHONE)));
    assertEquals(100_000 - Reporters.STRANGERS, evictions(reporters));
  }

  @Test
  void whoIsSilentLongestMakesRoom() {
    int most = Table.REPORTERS.entries() - Reporters.STRANGERS;
    for (int i = 0; i < most; i++) {
      reporters.reported(Protocol.SIP, address(i), i);
    }
    reporters.reported(Protocol.SIP, address(0), most);
    reporters.reported(Protocol.SIP, PHONE, most);

    List<IpAddress> left = reporters.snapshot().stream().map(Reporter::address).toList();
    assertEquals(most, left.size());
    assertTrue(left.contains(address(0)) && left.contains(PHONE));
    assertTrue(!left.contains(address(1)));
    assertEquals(1, evictions(reporters));
  }

  @Test
  void aFloodTakesNoMoreThanIsDeclared() {
    int many = 16; // so that what else lives does not count
    long before = LiveHeap.bytes();
    List<Reporters> all = Stream.generate(Reporters::new).limit(many).toList();
    for (int i = 0; i < 2 * Table.REPORTERS.entries(); i++) {
      for (Reporters each : all) {
        each.reported(Protocol.HEP, address(i), i);
        each.refused(Protocol.HEP, address(i), "not_allowed", i);
      }
    }
    LiveHeap.assertDeclared(
        Table.REPORTERS, (LiveHeap.bytes() - before) / many / Table.REPORTERS.entries());
    assertEquals(many, all.size()); // alive until here
  }
}
