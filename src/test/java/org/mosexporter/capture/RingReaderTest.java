package org.mosexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.PacketsOnly;
import org.mosexporter.wire.link.LinkType;

/** A ring of two blocks, written here as the kernel writes it (linux/if_packet.h). */
class RingReaderTest {
  private static final int BLOCK_BYTES = 4096;
  private static final int SPACING = 160;

  private final ByteBuffer ring =
      ByteBuffer.allocateDirect(2 * BLOCK_BYTES).order(ByteOrder.nativeOrder());
  private final RingReader reader = new RingReader(ring, BLOCK_BYTES, 1522, 0, false);
  private final SeenPackets seen = new SeenPackets();

  @BeforeEach
  void announce() {
    seen.onObservationPoint(0, new ObservationPoint("eth1", LinkType.ETHERNET));
  }

  /** Packets of 4 octets, one nanosecond after the other. */
  private void fillBlock(int number, int packets, int firstNs) {
    int block = number * BLOCK_BYTES;
    ring.putInt(block + 12, packets).putInt(block + 16, 48);
    for (int i = 0; i < packets; i++) {
      int at = block + 48 + i * SPACING;
      ring.putInt(at, i == packets - 1 ? 0 : SPACING);
      ring.putInt(at + 4, 1_700_000_000).putInt(at + 8, firstNs + i);
      ring.putInt(at + 12, 4).putInt(at + 16, 60).putShort(at + 24, (short) 82);
      ring.put(at + 58, (byte) 0);
      ring.order(ByteOrder.BIG_ENDIAN).putInt(at + 82, 0xCAFE0000 | firstNs + i);
      ring.order(ByteOrder.nativeOrder());
    }
    ring.putInt(block + 8, 1);
  }

  private int readAll() {
    int handedOn = 0;
    while (reader.hasPacket()) {
      handedOn += reader.handOn(seen, Long.MAX_VALUE);
    }
    return handedOn;
  }

  @Test
  void hasNothingBeforeTheKernelGivesABlock() {
    assertFalse(reader.hasPacket());
  }

  @Test
  void handsOnTheBlocksInTurnAndGivesThemBack() {
    fillBlock(0, 2, 10);
    fillBlock(1, 1, 20);
    assertEquals(3, readAll());
    assertEquals(0, ring.getInt(8));
    assertEquals(0, ring.getInt(BLOCK_BYTES + 8));
    fillBlock(0, 1, 30);
    assertEquals(1, readAll());
    assertEquals(
        List.of("cafe000a", "cafe000b", "cafe0014", "cafe001e"),
        seen.packets.stream().map(SeenPackets.Packet::hex).toList());
    assertEquals(
        new SeenPackets.Packet("cafe000b", 60, 1_700_000_000_000_000_011L, 0, 0),
        seen.packets.get(1));
    assertEquals(4, reader.truncated());
  }

  @Test
  void countsWhatIsForOtherStations() {
    fillBlock(0, 5, 10);
    for (int i = 0; i < 5; i++) {
      ring.put(48 + i * SPACING + 58, (byte) i); // host, broadcast, multicast, other host, outgoing
    }
    assertEquals(5, readAll());
    assertEquals(1, reader.foreign());
  }

  @Test
  void stopsBeforeAPacketThatIsYoungerAndGoesOnThere() {
    fillBlock(0, 5, 0);
    assertTrue(reader.hasPacket());
    assertEquals(1_700_000_000_000_000_000L, reader.nextNs());
    assertEquals(3, reader.handOn(seen, 1_700_000_000_000_000_002L));
    assertEquals(1, ring.getInt(8));
    assertTrue(reader.hasPacket());
    assertEquals(1_700_000_000_000_000_003L, reader.nextNs());
    assertEquals(2, readAll());
    assertEquals(0, ring.getInt(8));
  }

  @Test
  void flushesEachBlockBeforeTheKernelMayWriteThereAgain() {
    fillBlock(0, 3, 0);
    PacketSink looksAtTheBlock =
        new PacketsOnly() {
          @Override
          public void onPacket(
              ByteBuffer window,
              int offset,
              int length,
              int wireLength,
              long atNs,
              int observationPoint,
              int flags) {
            seen.onPacket(window, offset, length, wireLength, atNs, observationPoint, flags);
          }

          @Override
          public void flush() {
            assertEquals(1, ring.getInt(8), "the block is ours until it was flushed");
            seen.flush();
          }
        };

    assertTrue(reader.hasPacket());
    assertEquals(3, reader.handOn(looksAtTheBlock, Long.MAX_VALUE));
    assertEquals(0, seen.unflushed());
    assertEquals(0, ring.getInt(8));
  }

  @Test
  void passesOverABlockWithoutPackets() {
    fillBlock(0, 0, 0);
    fillBlock(1, 1, 7);
    assertEquals(1, readAll());
    assertEquals(0, reader.unreadable());
  }

  @Test
  void saysOnceThatABlockComesAfterDrops() {
    fillBlock(0, 1, 0);
    fillBlock(1, 1, 1);
    ring.putInt(BLOCK_BYTES + 8, 1 | 4);
    assertTrue(reader.hasPacket());
    assertFalse(reader.takeLosing());
    reader.handOn(seen, Long.MAX_VALUE);
    assertTrue(reader.hasPacket());
    assertTrue(reader.takeLosing());
    assertFalse(reader.takeLosing());
    assertEquals(1_700_000_000_000_000_000L, reader.latestNs());
  }

  @Test
  void countsArrivingPacketsThatAreLongerThanAFrame() {
    fillBlock(0, 3, 0);
    int second = 48 + ring.getInt(48);
    int third = second + ring.getInt(second);
    ring.putInt(48 + 16, 1522);
    ring.putInt(second + 16, 1523);
    ring.putInt(third + 16, 9000);
    ring.put(third + 58, (byte) 4); // leaves; cut by the card later on
    readAll();
    assertEquals(1, reader.merged());
  }

  @Test
  void marksWhatLeftThisHost() {
    fillBlock(0, 2, 0);
    ring.put(48 + 58, (byte) 4);
    assertEquals(2, readAll());
    assertEquals(PacketSink.FLAG_OUTGOING, seen.packets.get(0).flags());
    assertEquals(0, seen.packets.get(1).flags());
  }

  @Test
  void leavesOutWhatLeavesByLoopback() {
    RingReader loopback = new RingReader(ring, BLOCK_BYTES, 1522, 0, true);
    fillBlock(0, 2, 0);
    ring.put(48 + 58, (byte) 4);
    assertTrue(loopback.hasPacket());
    assertEquals(1, loopback.handOn(seen, Long.MAX_VALUE));
    assertEquals("cafe0001", seen.packets.getFirst().hex());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case                             | at  | value       | handed on | unreadable
          first packet before the header     | 16  | 47          | 0         | 3
          first packet behind the block      | 16  | 4096        | 0         | 3
          first packet at a wrapped offset   | 16  | -1          | 0         | 3
          first packet's header cut          | 16  | 4029        | 0         | 3
          fewer than no packets              | 12  | -1          | 0         | 0
          captured below nothing             | 60  | -1          | 0         | 3
          captured to one past the block     | 60  | 3967        | 0         | 3
          captured wraps                     | 60  | 2147483647  | 0         | 3
          next points before the block       | 48  | -49         | 1         | 2
          next points behind the block       | 48  | 4096        | 1         | 2
          next wraps                         | 48  | 2147483647  | 1         | 2
          """)
  void noPacketLeavesItsBlock(String name, int at, int value, int handedOn, int unreadable) {
    fillBlock(0, 3, 0);
    ring.putInt(at, value);

    assertEquals(handedOn, readAll());
    assertEquals(unreadable, reader.unreadable());
    assertEquals(0, ring.getInt(8));
    fillBlock(1, 1, 9);
    assertEquals(1, readAll());
  }

  @Test
  void aPacketMayEndWhereItsBlockEnds() {
    fillBlock(0, 1, 0);
    ring.putInt(48 + 12, BLOCK_BYTES - 48 - 82);
    assertEquals(1, readAll());
    assertEquals(BLOCK_BYTES - 48 - 82, seen.packets.getFirst().wireLength());
  }

  @Test
  void anyOctetsInTheRingEndInPacketsWithinIt() {
    Random random = new Random(42);
    byte[] noise = new byte[2 * BLOCK_BYTES];
    for (int i = 0; i < 500; i++) {
      random.nextBytes(noise);
      ring.put(0, noise);
      for (int block = 0; block < ring.capacity(); block += BLOCK_BYTES) {
        ring.putInt(block + 8, 1);
        ring.putInt(block + 12, random.nextInt(2000));
        ring.putInt(block + 16, random.nextInt(BLOCK_BYTES));
        for (int at = 0; at < 4000; at += 4) {
          ring.putInt(block + 48 + at, random.nextInt(300));
        }
      }
      readAll();
      assertFalse(reader.hasPacket());
    }
  }

  @Test
  void goesNoFurtherWhereAPacketDoesNotPointForward() {
    fillBlock(0, 3, 10);
    ring.putInt(48 + SPACING, -SPACING); // the second points at the first
    fillBlock(1, 1, 20);

    assertEquals(3, readAll());
    assertEquals(1, reader.unreadable());
  }
}
