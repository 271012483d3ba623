package org.mosexporter.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.config.Table;

@Tag("heap")
class RecentRequestsTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final RecentRequests recent = new RecentRequests();

  /** Of a set of four, by the bits that choose it. */
  private static RequestIdentity inFirstSet(int number) {
    return new RequestIdentity((long) number << 40 | 1, "", "");
  }

  @Test
  void theOldestOfFourMakesRoomAndIsCountedWhileItWasStillWanted() {
    for (int i = 0; i < 4; i++) {
      assertTrue(recent.isNew(inFirstSet(i), SECOND_NS * (i + 1)));
    }
    assertEquals(0, recent.evictions());
    assertTrue(recent.isNew(inFirstSet(4), SECOND_NS * 5));

    assertEquals(1, recent.evictions());
    assertEquals(4, recent.size());
    assertTrue(recent.isNew(inFirstSet(0), SECOND_NS * 6)); // it had to go
    assertFalse(recent.isNew(inFirstSet(2), SECOND_NS * 7));
    assertTrue(recent.isNew(inFirstSet(9), SECOND_NS * 40));
    assertEquals(2, recent.evictions()); // nobody waited for that one any more
  }

  @Test
  void aFloodTakesNoMoreThanIsDeclared() {
    int many = 16; // so that what else lives does not count
    long before = LiveHeap.bytes();
    List<RecentRequests> all = Stream.generate(RecentRequests::new).limit(many).toList();
    RecentRequests flooded = all.getFirst();
    for (int i = 0; i < 100_000; i++) {
      flooded.isNew(new RequestIdentity(i * 0x9E3779B97F4A7C15L, "", ""), SECOND_NS + i);
    }
    LiveHeap.assertDeclared(
        Table.RECENT_REQUESTS,
        (LiveHeap.bytes() - before) / many / Table.RECENT_REQUESTS.entries());
    assertEquals(many, all.size()); // alive until here
    assertEquals(Table.RECENT_REQUESTS.entries(), flooded.size());
    assertEquals(100_000 - Table.RECENT_REQUESTS.entries(), flooded.evictions());
  }
}
