package org.mosexporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mosexporter.capture.CaptureCounters;
import org.mosexporter.capture.InterfaceCounters;
import org.mosexporter.capture.NicDrop;
import org.mosexporter.capture.Offload;

class SelfSourceTest {
  @Test
  void tellsWhatRingsCounted() {
    CaptureCounters ring =
        new CaptureCounters(
            List.of(
                new InterfaceCounters(
                    "eth1",
                    100,
                    60,
                    7,
                    2,
                    1,
                    Map.of(NicDrop.MISSED, 5L),
                    4,
                    3,
                    new Offload(true, false),
                    true)));
    SelfSource both = SelfSource.all(List.<SelfSource>of(new CaptureSamples(() -> ring)));

    List<String> lines = new ArrayList<>();
    both.samples(
        (family, value, labels) ->
            lines.add(family.name() + " " + String.join(",", List.of(labels)) + " " + value));

    assertEquals(
        """
        mos_exporter_capture_up eth1 1.0
        mos_exporter_capture_packets_total eth1 100.0
        mos_exporter_capture_dropped_packets_total eth1,kernel 7.0
        mos_exporter_capture_dropped_packets_total eth1,nic_missed 5.0
        mos_exporter_capture_rx_dropped_packets_total eth1 4.0
        mos_exporter_capture_ring_freezes_total eth1 2.0
        mos_exporter_capture_truncated_packets_total eth1 1.0
        mos_exporter_capture_merged_packets_total eth1 3.0
        mos_exporter_capture_offload eth1,gro 1.0
        mos_exporter_capture_offload eth1,lro 0.0
        """,
        String.join("\n", lines) + "\n");
  }
}
