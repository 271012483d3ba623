package org.mosexporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mosexporter.capture.CaptureCounters;
import org.mosexporter.capture.InterfaceCounters;
import org.mosexporter.capture.NicDrop;
import org.mosexporter.capture.Offload;
import org.mosexporter.receive.ListenerState;
import org.mosexporter.receive.RtcpListenerCounters;
import org.mosexporter.receive.RtcpListenerCounters.Drop;
import org.mosexporter.wire.rtcp.RtcpReader;

class SelfSourceTest {
  @Test
  void tellsWhatRingsAndListenersCounted() {
    CaptureCounters ring =
        new CaptureCounters(
            List.of(
                new InterfaceCounters(
                    "eth1",
                    100,
                    7,
                    2,
                    1,
                    Map.of(NicDrop.MISSED, 5L),
                    4,
                    3,
                    new Offload(true, false),
                    true)));
    RtcpListenerCounters listener =
        new RtcpListenerCounters(
            20,
            15,
            Map.of(Drop.NOT_ALLOWED, 3L),
            Map.of(RtcpReader.Check.VERSION, 2L),
            OptionalLong.empty());
    SelfSource both =
        SelfSource.all(
            List.of(
                new CaptureSamples(() -> ring),
                new ReceiverSamples(
                    "0.0.0.0:5005",
                    () -> new ListenerState.Waiting("port 5005 in use"),
                    () -> listener)));

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
        mos_exporter_receiver_up rtcp,0.0.0.0:5005 0.0
        mos_exporter_receiver_reports_total rtcp,0.0.0.0:5005 20.0
        mos_exporter_receiver_reports_failed_total rtcp,0.0.0.0:5005,not_allowed 3.0
        mos_exporter_receiver_reports_failed_total rtcp,0.0.0.0:5005,version 2.0
        """,
        String.join("\n", lines) + "\n");
  }
}
