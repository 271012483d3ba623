package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.Shared;
import org.mosexporter.capture.CaptureFile;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;

class CapturedCallsTest {
  /**
   * Per call: result, status, relations, then session request delay, talk time and session
   * disconnect delay in seconds (RFC 6076 §4.3–4.5). By hand from the times of {@code tshark -Y sip
   * -T fields -e frame.time_relative -e sip.Method -e sip.Status-Code -e sip.CSeq}:
   *
   * <ul>
   *   <li>b2bua-asterisk: INVITE again after 401 at 12.040341, 180 at 12.783586, 200 at 19.105296,
   *       BYE 26.727966, 200 at 26.728901; the other leg 12.042406, 12.783121, 19.100771,
   *       26.968815, 26.974147. The server hands the caller's media address to the callee in frame
   *       35.
   *   <li>sip-proxy, both sides of the proxy: 0, 0.121593, 0.725139 on the caller's, the callee's
   *       180 and 200 were earlier; BYE 2.957262, 2.970123.
   *   <li>coeur_prack, three hops: 0.320671, the caller's 183 at 0.387115, 200 at 0.584050; BYE
   *       0.661843, 0.697081.
   *   <li>fragmented_tcp_sip: INVITE 0.000941, 180 0.001482, 200 0.001695, BYE 0.004811, 0.004907.
   *   <li>sip_ipv4_tcp: 0.005921, 0.064948, 4.349461, 6.500977, 6.532184.
   *   <li>cancel: 180 after 2.104843, then 487.
   * </ul>
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NormB+sipnab/b2bua-asterisk.pcapng      | completed 1 0.743245 7.622670 0.000935, completed 1 0.740715 7.868044 0.005332
          NormB+sipnab/sip-proxy.pcap             | completed 0 0.121593 2.232123 0.012861
          NormB+sipnab/sip-routing-error.pcapng   | not_found/404 0 0.015362 - -, not_found/404 0 0.002633 - -
          ericsson-mts+mts/coeur_prack.pcap       | completed 0 0.066444 0.077793 0.035238
          aboutsip+pkts/cancel.pcap               | abandoned/487 0 2.104843 - -
          aboutsip+pkts/fragmented_tcp_sip.pcap   | completed 0 0.000541 0.003116 0.000096
          negbie+heplify/sip_ipv4_tcp.pcap        | completed 0 0.059027 2.151516 0.031207
          """)
  void callsAreAsTheMessagesTell(String capture, String expected) throws Exception {
    Office office = new Office(Office.config(Limits.defaults(), Privacy.Users.PLAIN));
    try (CaptureFile file = CaptureFile.open(Shared.path().resolve("captures").resolve(capture))) {
      file.read(office.tracker, _ -> {});
    }
    office.tracker.finish();

    assertEquals(
        expected,
        office.seen.calls.stream()
            .sorted(Comparator.comparingLong(call -> call.startNs().orElse(0)))
            .map(CapturedCallsTest::row)
            .collect(Collectors.joining(", ")));
  }

  private static String row(CallSummary call) {
    String status = call.status().isPresent() ? "/" + call.status().getAsInt() : "";
    return "%s%s %d %s %s %s"
        .formatted(
            call.result().label(),
            status,
            call.related().size(),
            seconds(call.setupSeconds()),
            call.answerNs().isPresent() ? seconds(between(call.answerNs(), call.endNs())) : "-",
            seconds(call.disconnectSeconds()));
  }

  private static OptionalDouble between(OptionalLong fromNs, OptionalLong toNs) {
    return OptionalDouble.of((toNs.orElseThrow() - fromNs.orElseThrow()) / 1e9);
  }

  private static String seconds(OptionalDouble seconds) {
    return seconds.isEmpty() ? "-" : "%.6f".formatted(seconds.getAsDouble());
  }
}
