package org.mosexporter.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;
import org.mosexporter.wire.Report;

/** The queue to the tracker is bounded by what the reports in it take of the heap. */
@Tag("heap")
class ReportBytesTest {
  private static final IpAddress SENDER = IpAddress.parse("10.1.2.3");

  private final ReportQueue queue = new ReportQueue();

  /** Octets of the heap of a queue that takes no more. */
  private long full(IntFunction<Decoded> decoder) {
    long before = LiveHeap.bytes();
    boolean room = true;
    for (int i = 0; room; i++) {
      Outcome.Taken taken = (Outcome.Taken) decoder.apply(i).outcome();
      room = queue.offer(new ReceivedReport(taken.report(), i, taken.bytes()));
    }
    long bytes = LiveHeap.bytes() - before;
    assertTrue(queue.waiting() > 0);
    return bytes;
  }

  private static void assertWithinPlan(long bytes) {
    long most = (long) Table.REPORTS.entries() * Table.REPORTS.bytesPerEntry();
    assertTrue(bytes <= most * 1.05, bytes + " of " + most);
    assertTrue(bytes > most / 5, "bounds far too narrow: " + bytes + " of " + most);
  }

  @Test
  void shortReportsOfPhonesTakeWhatIsPlanned() {
    ByteBuffer compound = ByteBuffer.wrap(new byte[] {(byte) 0x80, (byte) 201, 0, 1, 1, 2, 3, 4});
    RtcpDecoder decoder = new RtcpDecoder();

    assertWithinPlan(full(i -> decoder.decode(new IpAddress(0, i), 5005, compound, 0)));
    assertEquals(Table.REPORTS.entries(), queue.waiting());
  }

  @Test
  void longCompoundsTakeWhatIsPlanned() {
    ByteBuffer compound = ByteBuffer.allocate(RtcpDecoder.MOST_BYTES);
    for (int at = 0; at < compound.capacity(); at += 8) {
      compound.putInt(at, 0x80C90001);
    }
    RtcpDecoder decoder = new RtcpDecoder();

    assertWithinPlan(full(i -> decoder.decode(new IpAddress(0, i), 5005, compound, 0)));
    assertFalse(queue.waiting() > Table.REPORTS.entries() / 5);
  }

  /** With everything that phones send, and as much of it as is kept. */
  @Test
  void reportsFullOfTextTakeWhatIsPlanned() {
    RecentRequests recent = new RecentRequests();
    SipDecoder decoder = new SipDecoder(recent);

    assertWithinPlan(full(i -> decoder.decode(SENDER, 5060, octets(SipTexts.verbose(i)), 0)));
  }

  @Test
  void ordinaryReportsTakeWhatIsPlanned() {
    SipDecoder decoder = new SipDecoder(new RecentRequests());

    assertWithinPlan(full(i -> decoder.decode(SENDER, 5060, octets(SipTexts.publish(i)), 0)));
  }

  @Test
  void whatIsTakenOutMakesRoom() {
    Report report = new Report.CollectedRtcp(SENDER, 5005, ByteBuffer.allocate(0));
    int most = Table.REPORTS.entries();
    for (int i = 0; i < most; i++) {
      assertTrue(queue.offer(new ReceivedReport(report, i, 0)));
    }
    assertFalse(queue.offer(new ReceivedReport(report, most, 0)));
    assertFalse(queue.hasRoom());
    List<Long> out = new ArrayList<>();
    queue.poll(each -> out.add(each.atNs()));

    assertEquals(List.of(0L), out);
    assertEquals(most - 1, queue.places());
    assertFalse(queue.offer(new ReceivedReport(report, most, Table.REPORTS.bytesPerEntry())));
    assertTrue(queue.offer(new ReceivedReport(report, most, 0)));
  }

  private static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
