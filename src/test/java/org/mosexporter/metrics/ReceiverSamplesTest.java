package org.mosexporter.metrics;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Listener;
import org.mosexporter.config.Receive;
import org.mosexporter.receive.ListenerState.Listening;
import org.mosexporter.receive.Receivers;
import org.mosexporter.receive.ReportSource;

/** What the daemon shows of its listeners, after some datagrams. */
class ReceiverSamplesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000L));

  private static final Listener LOOPBACK = new Listener("127.0.0.1", 0, List.of());
  private static final Listener NOT_OURS = new Listener("203.0.113.77", 9060, List.of());

  private static Map<String, Double> samples(Receivers receivers) {
    Map<String, Double> lines = new TreeMap<>();
    new ReceiverSamples(() -> receivers)
        .samples(
            (family, value, labels) ->
                lines.put(family.name() + " " + String.join(",", List.of(labels)), value));
    return lines;
  }

  private static void send(ReportSource to, String hex) throws IOException {
    await().until(() -> to.state() instanceof Listening);
    InetSocketAddress address = ((Listening) to.state()).address();
    long before = to.counters().received();
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      byte[] octets = HexFormat.of().parseHex(hex);
      socket.send(new DatagramPacket(octets, octets.length, address));
    }
    await().until(() -> to.counters().received() == before + 1);
    await().until(() -> to.counters().handedOn() + refused(to) == before + 1);
  }

  private static long refused(ReportSource receiver) {
    return receiver.counters().refused().values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void tellsWhatEachListenerCounted() throws IOException {
    try (Receivers receivers = new Receivers(List.of(Cidr.parse("127.0.0.0/8")), CLOCK)) {
      receivers.listen(new Receive(List.of(LOOPBACK), List.of(NOT_OURS), List.of(), List.of()));
      ReportSource rtcp = receivers.all().getFirst();
      send(rtcp, "80c9000111223344");
      send(rtcp, "40c9000111223344");
      send(rtcp, "80c9000111223344");
      Map<String, Double> samples = samples(receivers);

      String at = "rtcp,127.0.0.1:0";
      assertEquals(1, samples.get("mos_exporter_receiver_up " + at));
      assertEquals(3, samples.get("mos_exporter_receiver_reports_total " + at));
      assertEquals(1, samples.get("mos_exporter_receiver_reports_failed_total " + at + ",version"));
      assertEquals(
          0, samples.get("mos_exporter_receiver_reports_failed_total " + at + ",queue_full"));
      assertEquals(
          1_700_000_000, samples.get("mos_exporter_receiver_last_report_timestamp_seconds " + at));
      assertTrue(samples.get("mos_exporter_receiver_buffer_bytes " + at) >= 4096);
      assertEquals(0, samples.get("mos_exporter_receiver_socket_drops_total " + at));
      assertEquals(2, samples.get("mos_exporter_table_entries reports"));
      assertEquals(0, samples.get("mos_exporter_table_evictions_total recent_requests"));
    }
  }

  @Test
  void oneThatCannotListenSaysSoAndNothingElse() {
    try (Receivers receivers = new Receivers(List.of(), CLOCK)) {
      receivers.listen(new Receive(List.of(), List.of(NOT_OURS), List.of(), List.of()));
      Map<String, Double> samples = samples(receivers);

      String at = "hep,203.0.113.77:9060";
      assertEquals(0, samples.get("mos_exporter_receiver_up " + at));
      assertEquals(0, samples.get("mos_exporter_receiver_unused_total " + at + ",keep_alive"));
      assertEquals(0, samples.get("mos_exporter_receiver_reports_failed_total " + at + ",key"));
      assertEquals(
          List.of(),
          samples.keySet().stream()
              .filter(name -> name.matches(".*(buffer|drops|last_report).*"))
              .toList());
    }
  }
}
