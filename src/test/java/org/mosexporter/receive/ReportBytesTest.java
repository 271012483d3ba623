package org.mosexporter.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;
import org.mosexporter.wire.Report;

/** What reports take that wait for the tracker, each as long as it may be. */
class ReportBytesTest {
  @Test
  void theLongestReportTakesWhatIsDeclared() {
    int most = Table.REPORTS.entries();
    List<ReceivedReport> waiting = new ArrayList<>(most);
    long before = LiveHeap.bytes();
    for (int i = 0; i < most; i++) {
      ByteBuffer compound = ByteBuffer.allocate(RtcpListener.MOST_DATAGRAM_BYTES);
      IpAddress sender = new IpAddress(0, i);
      Report report = new Report.CollectedRtcp(sender, 5005, compound.asReadOnlyBuffer());
      waiting.add(new ReceivedReport(report, i));
    }
    LiveHeap.assertDeclared(Table.REPORTS, (LiveHeap.bytes() - before) / most);
    assertEquals(most, waiting.size()); // alive until here
  }
}
