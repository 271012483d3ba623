package org.mosexporter.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.MediaFlow;
import org.mosexporter.call.PhoneFigure;
import org.mosexporter.call.PhoneVerdict;
import org.mosexporter.config.Capture;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.diagnosis.PhoneHearing;
import org.mosexporter.quality.Scale;
import org.mosexporter.stream.StreamSummary;

/** What phones say counts where nobody nearer to the ear has a score. */
class PhoneHearingTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<StreamSummary> streams = new ArrayList<>();
  private final List<PhoneVerdict> verdicts = new ArrayList<>();
  private Config config = Office.config();

  /** A verdict of the reporter on what comes to the listener, in quarters of a MOS. */
  private PhoneVerdict verdict(IpAddress reporter, IpAddress listener, double mosLq) {
    return verdict("vq-rtcpxr", reporter, listener, mosLq, PhoneVerdict.Scope.WHOLE, 180);
  }

  private PhoneVerdict verdict(
      String origin,
      IpAddress reporter,
      IpAddress listener,
      double mosLq,
      PhoneVerdict.Scope scope,
      long seconds) {
    return new PhoneVerdict(
        origin,
        reporter,
        "",
        !reporter.equals(listener),
        scope,
        new MediaFlow(Optional.empty(), 0, Optional.of(listener), 0, List.of()),
        seconds == 0 ? OptionalLong.empty() : OptionalLong.of(Office.NOW_NS),
        seconds == 0 ? OptionalLong.empty() : OptionalLong.of(Office.NOW_NS + seconds * SECOND),
        "G.711",
        Optional.of(Scale.NARROWBAND),
        Map.of(PhoneFigure.MOS_LQ, mosLq, PhoneFigure.MOS_CQ, mosLq - 0.25),
        Optional.empty(),
        1,
        Office.NOW_NS);
  }

  private CallSummary call() {
    CallSummary plain = Office.call(CallSummary.Result.COMPLETED, streams);
    return Office.with(plain, verdicts);
  }

  private List<String> heard() {
    return PhoneHearing.of(call(), config).stream()
        .map(
            one ->
                one.call().phone()
                    + " "
                    + one.call().direction().label()
                    + " "
                    + one.call().mosLq()
                    + " "
                    + one.intervals())
        .toList();
  }

  @Test
  void anOfficeWithoutAMirrorHasWhatItsPhonesSay() throws IOException {
    verdicts.add(verdict(Office.ANNA, Office.ANNA, 4.25));
    Metrics metrics = Office.metrics(config, Office.snapshots(), Office.routers());
    metrics.onCallEnded(call());

    String scrape = ContractTest.scrape(metrics, "");
    String of = "direction=\"received\",%sscale=\"narrowband\",site=\"berlin\",source=\"phone\"";
    String call = "{" + of.formatted("") + ",trunk=\"telco-a\"} ";
    String interval = "{" + of.formatted("network=\"phones\",") + ",trunk=\"telco-a\"} ";
    // Three minutes are eighteen intervals of ten seconds.
    for (String line :
        List.of(
            "voip_call_mos_lq_count" + call + "1",
            "voip_call_mos_lq_sum" + call + "4.25",
            "voip_call_mos_cq_sum" + call + "4.0",
            "voip_interval_mos_lq_count" + interval + "18",
            "voip_interval_mos_lq_sum" + interval + "76.5",
            "voip_interval_mos_cq_sum" + interval + "72.0",
            "voip_scored_intervals_total{band=\"good\",direction=\"received\",network=\"phones\","
                + "scale=\"narrowband\",site=\"berlin\",trunk=\"telco-a\"} 18.0",
            "voip_model_call_mos_lq_count{direction=\"received\",model=\"VVX 450\","
                + "scale=\"narrowband\",site=\"berlin\"} 1")) {
      assertTrue(scrape.lines().anyMatch(line::equals), () -> line + " is not in\n" + scrape);
    }
  }

  @Test
  void whoIsNearerCountsInItsPlace() {
    verdicts.add(verdict(Office.ANNA, Office.ANNA, 4.25));
    streams.add(Office.stream(Office.FAR, Office.ANNA, 3000, 4.0, 3.2));
    assertEquals(List.of(), heard());
  }

  @Test
  void whatSheSaysAndNobodySeesOnItsWayToTheFarEndCountsAsSent() {
    verdicts.add(verdict(Office.ANNA, Office.FAR, 3.5));
    streams.add(Office.stream(Office.ANNA, Office.FAR, 3000, 4.0, 3.2)); // as far as we are
    assertEquals(List.of(Office.ANNA + " sent 3.5 18"), heard());
  }

  @Test
  void aServerIsNoListener() {
    verdicts.add(verdict(Office.ANNA, Office.PBX, 3.5));
    verdicts.add(verdict(Office.PBX, Office.PBX, 3.5));
    assertEquals(List.of(), heard());
  }

  @Test
  void ofTwoTheEarItselfIsHeard() {
    IpAddress ben = IpAddress.parse("10.1.20.77");
    verdicts.add(verdict(Office.ANNA, Office.ANNA, 4.25));
    verdicts.add(verdict(ben, Office.ANNA, 3.0));
    assertEquals(List.of(Office.ANNA + " received 4.25 18"), heard());
  }

  @Test
  void aMomentIsNoCallAndPartsAreOne() {
    verdicts.add(
        verdict("vq-rtcpxr", Office.ANNA, Office.ANNA, 2.0, PhoneVerdict.Scope.MOMENT, 180));
    assertEquals(List.of(), heard());
    verdicts.add(verdict("x", Office.ANNA, Office.ANNA, 4.0, PhoneVerdict.Scope.PART, 64));
    assertEquals(List.of(Office.ANNA + " received 4.0 6"), heard());
    verdicts.add(verdict("y", Office.ANNA, Office.ANNA, 3.5, PhoneVerdict.Scope.WHOLE, 180));
    assertEquals(List.of(Office.ANNA + " received 3.5 18"), heard());
  }

  /** The call was answered for 65 s; and six hours are the most. */
  @Test
  void withoutTimesItIsAsLongAsTheCall() {
    verdicts.add(verdict("x", Office.ANNA, Office.ANNA, 4.0, PhoneVerdict.Scope.WHOLE, 0));
    assertEquals(List.of(Office.ANNA + " received 4.0 7"), heard());
    verdicts.set(0, verdict("x", Office.ANNA, Office.ANNA, 4.0, PhoneVerdict.Scope.WHOLE, 999_999));
    assertEquals(List.of(Office.ANNA + " received 4.0 2160"), heard());
    verdicts.set(0, verdict("x", Office.ANNA, Office.ANNA, 4.0, PhoneVerdict.Scope.WHOLE, 1));
    assertEquals(List.of(Office.ANNA + " received 4.0 1"), heard());
  }

  /** It may be of a call that was sniffed, and does not say so. */
  @Test
  void aManagementRecordAloneCountsWhereNothingIsSniffed() {
    verdicts.add(verdict("cmr", Office.ANNA, Office.ANNA, 4.0, PhoneVerdict.Scope.WHOLE, 60));
    assertEquals(List.of(Office.ANNA + " received 4.0 6"), heard());
    config = Office.with(config, List.of(new Capture("eth1", true, Capture.DEFAULT_RING_BYTES)));
    assertEquals(List.of(), heard());
  }
}
