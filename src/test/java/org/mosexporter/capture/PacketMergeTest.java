package org.mosexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.PacketsOnly;

class PacketMergeTest {
  private static final long MS = 1_000_000;
  private static final long START = 1_700_000_000_000_000_000L;

  private final Times times = new Times();

  /** Packets that a test makes ready when it wants, as the kernel does with its blocks. */
  private static final class Queue implements PacketQueue {
    final Deque<Long> ready = new ArrayDeque<>();
    boolean open = true;

    Queue ready(long... atMs) {
      for (long at : atMs) {
        ready.add(START + at * MS);
      }
      return this;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public boolean hasPacket() {
      return !ready.isEmpty();
    }

    @Override
    public long nextNs() {
      return ready.getFirst();
    }

    @Override
    public int handOn(PacketSink sink, long untilNs) {
      int handedOn = 0;
      while (hasPacket() && nextNs() <= untilNs) {
        sink.onPacket(ByteBuffer.allocate(0), 0, 0, 0, ready.removeFirst(), 0, 0);
        handedOn++;
      }
      return handedOn;
    }
  }

  private static final class Times extends PacketsOnly {
    final List<Long> ms = new ArrayList<>();

    @Override
    public void onPacket(
        ByteBuffer window,
        int offset,
        int length,
        int wireLength,
        long atNs,
        int observationPoint,
        int flags) {
      ms.add((atNs - START) / MS);
    }
  }

  private int handOn(PacketMerge merge, long nowMs) {
    return merge.handOn(times, 1000, START + nowMs * MS);
  }

  @Test
  void oneQueueNeverWaits() {
    Queue only = new Queue().ready(1, 2, 3);
    assertEquals(3, handOn(new PacketMerge(List.of(only)), 3));
  }

  @Test
  void twoQueuesBecomeOneOrder() {
    Queue a = new Queue().ready(1, 4, 5, 9);
    Queue b = new Queue().ready(2, 3, 6, 9, 10);
    assertEquals(9, handOn(new PacketMerge(List.of(a, b)), 100));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 9L, 9L, 10L), times.ms);
  }

  @Test
  void aPacketWaitsForOlderOnesThatTheKernelStillHolds() {
    Queue a = new Queue().ready(5, 6);
    Queue b = new Queue();
    PacketMerge merge = new PacketMerge(List.of(a, b));

    assertEquals(0, handOn(merge, 10));
    assertEquals(15 * MS, merge.waitNs());
    b.ready(1, 2, 7); // what its block held is ready late
    assertEquals(4, handOn(merge, 18));
    assertEquals(List.of(1L, 2L, 5L, 6L), times.ms);
    assertEquals(9 * MS, merge.waitNs());
    assertEquals(1, handOn(merge, 27));
    assertEquals(0, merge.waitNs());
  }

  @Test
  void noneWaitsLongerThanTheLookBack() {
    Queue a = new Queue().ready(5, 6);
    PacketMerge merge = new PacketMerge(List.of(a, new Queue()));

    assertEquals(0, handOn(merge, 24));
    assertEquals(1, handOn(merge, 25));
    assertEquals(1, handOn(merge, 26));
  }

  @Test
  void nobodyWaitsForAnInterfaceThatIsNotThere() {
    Queue a = new Queue().ready(5);
    Queue gone = new Queue();
    gone.open = false;
    assertEquals(1, handOn(new PacketMerge(List.of(a, gone)), 6));
  }

  @Test
  void aClockThatWasSetBackHoldsNothingUp() {
    Queue a = new Queue().ready(60_000);
    assertEquals(1, handOn(new PacketMerge(List.of(a, new Queue())), 0));
  }

  @Test
  void stopsAfterEnough() {
    Queue a = new Queue().ready(1, 3, 5, 7);
    Queue b = new Queue().ready(2, 4, 6, 8);
    assertEquals(3, new PacketMerge(List.of(a, b)).handOn(times, 3, START + 100 * MS));
    assertEquals(List.of(1L, 2L, 3L), times.ms);
  }

  /** Three rings whose blocks become ready up to 20 ms after their first packet. */
  @Test
  void keepsTheOrderHoweverLateBlocksBecomeReady() {
    record Block(long readyMs, int queue, List<Long> packets) {}
    Random random = new Random(3);
    List<Queue> queues = List.of(new Queue(), new Queue(), new Queue());
    PriorityQueue<Block> blocks =
        new PriorityQueue<>((one, other) -> Long.compare(one.readyMs(), other.readyMs()));
    int sent = 0;
    for (int queue = 0; queue < 3; queue++) {
      long at = 0;
      while (at < 20_000) {
        long opened = at + random.nextInt(queue * 30 + 5);
        long ready = opened + 1 + random.nextInt(20);
        List<Long> packets = new ArrayList<>();
        for (at = opened; at < ready; at += 1 + random.nextInt(5)) {
          packets.add(at);
          sent++;
        }
        at = ready;
        blocks.add(new Block(ready, queue, packets));
      }
    }
    PacketMerge merge = new PacketMerge(queues);
    for (long now = 0; now < 20_200; now++) {
      while (!blocks.isEmpty() && blocks.peek().readyMs() <= now) {
        Block block = blocks.remove();
        block.packets().forEach(at -> queues.get(block.queue()).ready(at));
      }
      handOn(merge, now);
    }
    assertEquals(sent, times.ms.size());
    assertTrue(sent > 5_000, "only " + sent);
    assertEquals(times.ms.stream().sorted().toList(), times.ms);
  }
}
