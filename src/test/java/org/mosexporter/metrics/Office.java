package org.mosexporter.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointFigures.ScoreSum;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.LateReport;
import org.mosexporter.call.PacketKind;
import org.mosexporter.call.PhoneVerdict;
import org.mosexporter.call.RecordId;
import org.mosexporter.call.SipLadder;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.Source;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.config.Capture;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Limits;
import org.mosexporter.config.MetricsOptions;
import org.mosexporter.config.Network;
import org.mosexporter.config.Notifications;
import org.mosexporter.config.Privacy;
import org.mosexporter.config.Quality;
import org.mosexporter.config.Receive;
import org.mosexporter.config.Records;
import org.mosexporter.config.Server;
import org.mosexporter.config.Site;
import org.mosexporter.config.Snmp;
import org.mosexporter.config.Trunk;
import org.mosexporter.diagnosis.SampleConclusions;
import org.mosexporter.network.Attachment;
import org.mosexporter.network.ClassCounter;
import org.mosexporter.network.ClassCounter.Kind;
import org.mosexporter.network.ClassFigures;
import org.mosexporter.network.InterfaceFigures;
import org.mosexporter.network.InterfaceFigures.Traffic;
import org.mosexporter.network.LinkHealth;
import org.mosexporter.network.PathProbe;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.Shaper;
import org.mosexporter.network.ShaperFigures;
import org.mosexporter.network.Surroundings;
import org.mosexporter.network.TrafficDirection;
import org.mosexporter.network.Whereabouts;
import org.mosexporter.notify.WebhookCounters;
import org.mosexporter.notify.WebhookFault;
import org.mosexporter.quality.BurstGap;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.quality.Score.LostR;
import org.mosexporter.stream.Interval;
import org.mosexporter.stream.IntervalSeries;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;

/**
 * An office at one instant, Monday 23 November 2026 at 09:00 in Berlin, for the tests here and of
 * the pages.
 */
public final class Office {
  public static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  public static final InstantSource CLOCK = InstantSource.fixed(NOW);
  public static final long NOW_NS = NOW.getEpochSecond() * 1_000_000_000L;
  public static final String HOSTILE = "<script>alert(1)</script>\"\\\n\u0000";

  public static final IpAddress ANNA = IpAddress.parse("10.1.20.31");
  public static final IpAddress BERT = IpAddress.parse("10.1.20.32");
  public static final IpAddress PBX = IpAddress.parse("10.1.20.5");
  public static final IpAddress FAR = IpAddress.parse("203.0.113.7");

  public static Config config(Limits limits, Privacy.Form users) {
    return new Config(
        "berlin",
        Map.of("berlin", new Site(ZoneId.of("Europe/Berlin"), "Mon-Fri 08:00-18:00", 3.8)),
        List.of(
            new Network("all", Cidr.parse("10.0.0.0/8"), Network.Access.UNKNOWN, "berlin"),
            new Network("phones", Cidr.parse("10.1.20.0/24"), Network.Access.WIRED, "berlin")),
        List.of(new Server("pbx1", List.of(PBX), Server.Kind.PBX)),
        List.of(new Trunk("telco-a", List.of(Cidr.parse("203.0.113.0/28")))),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Receive.defaults(),
        Quality.defaults(),
        Snmp.none(),
        Notifications.none(),
        Records.none(),
        MetricsOptions.defaults(),
        Privacy.all(users),
        limits);
  }

  public static Config config() {
    return config(Limits.defaults(), Privacy.Form.PLAIN);
  }

  public static EndpointInfo endpoint(IpAddress address, String user, String model) {
    return new EndpointInfo(
        "berlin",
        address,
        "phones",
        Network.Access.WIRED,
        user,
        1,
        "sales",
        model.isEmpty() ? "" : "Poly",
        model,
        "",
        "",
        user.equals("anna") ? AT_HER_DESK : Whereabouts.UNKNOWN);
  }

  private static final Whereabouts AT_HER_DESK =
      new Whereabouts(
          Optional.empty(),
          Optional.of(new Attachment("sw1", "Gi1/0/4")),
          Optional.of(Whereabouts.Medium.WIRED),
          Optional.empty(),
          OptionalInt.of(130),
          OptionalInt.of(46),
          OptionalInt.of(0));

  static Score score(double mosLq, OptionalDouble mosCq) {
    return new Score(
        Scale.NARROWBAND,
        91.5,
        mosLq,
        mosCq.isEmpty() ? mosCq : OptionalDouble.of(87.25),
        mosCq,
        OptionalDouble.of(3.211),
        new LostR(0, 1.5, 0.25, mosCq.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(4.25)),
        false,
        false);
  }

  static EndpointFigures figures(
      IpAddress address, Direction direction, Source source, long atNs, Optional<Score> score) {
    return new EndpointFigures(
        "berlin",
        address,
        direction,
        source,
        atNs,
        score,
        OptionalDouble.of(0.0025),
        source == Source.RTCP ? OptionalDouble.of(0.08) : OptionalDouble.empty(),
        3001,
        10,
        2,
        1,
        source == Source.MEASURED ? Map.of(46, 2990L, 0, 10L, 3, 1L) : Map.of(),
        List.of(new ScoreSum(Scale.NARROWBAND, 26.25, 20.5, 19.25, 6, 5, 6)),
        Optional.empty(),
        source == Source.RTCP ? OptionalLong.of(atNs) : OptionalLong.empty());
  }

  /** A phone's own verdict, which counts no packets. */
  static EndpointFigures opinion(IpAddress address, long atNs) {
    return new EndpointFigures(
        "berlin",
        address,
        Direction.RECEIVED,
        Source.PHONE,
        atNs,
        Optional.empty(),
        OptionalDouble.of(0.002),
        OptionalDouble.of(0.2),
        0,
        0,
        0,
        0,
        Map.of(),
        List.of(new ScoreSum(Scale.WIDEBAND, 7.6, 6.8, 0, 2, 2, 0)),
        Optional.of(
            new EndpointFigures.Opinion(
                Scale.WIDEBAND,
                OptionalDouble.of(3.8),
                OptionalDouble.of(3.4),
                OptionalDouble.of(94))),
        OptionalLong.of(atNs));
  }

  /** Anna is on the phone; Bert hung up five minutes ago and has a name of the worst kind. */
  public static Snapshots snapshots() {
    long old = NOW_NS - Duration.ofMinutes(5).toNanos();
    Optional<Score> good = Optional.of(score(4.379, OptionalDouble.of(4.25)));
    return new Fixed(
        List.of(endpoint(ANNA, "anna", "VVX 450"), endpoint(BERT, HOSTILE, "")),
        List.of(
            figures(ANNA, Direction.RECEIVED, Source.MEASURED, NOW_NS, good),
            figures(
                ANNA,
                Direction.SENT,
                Source.RTCP,
                NOW_NS,
                Optional.of(score(2.5, OptionalDouble.empty()))),
            opinion(ANNA, NOW_NS),
            figures(BERT, Direction.RECEIVED, Source.MEASURED, old, good)),
        counters());
  }

  private static TrackerCounters counters() {
    return new TrackerCounters(
        Map.of(PacketKind.READ, 6100L, PacketKind.RTP, 6000L, PacketKind.SIP, 100L),
        Map.of(new TrackerCounters.Fault("rtp", "version"), 3L),
        Map.of("eth1", 4L),
        Map.of("eth1", true, "eth2", false),
        Map.of("berlin", 2L),
        Map.of(new TrackerCounters.SiteTrunk("berlin", "telco-a"), 1L),
        Map.of(new TrackerCounters.SiteSource("berlin", Source.MEASURED), 120.0),
        Map.of(new TrackerCounters.SiteReason("berlin", Unscored.GAP), 12.5),
        Map.of(new TrackerCounters.SipResponses("berlin", "telco-a", "INVITE", 486), 2L),
        Map.of(new TrackerCounters.SiteCode("berlin", 403), 1L),
        Map.of("streams", 2L, "calls", 1L),
        Map.of("streams", 0L),
        Map.of("reassembled", 4L));
  }

  /** What a tracker would answer, always. */
  public record Fixed(
      List<EndpointInfo> endpoints, List<EndpointFigures> figures, TrackerCounters counters)
      implements Snapshots {}

  /** A router with a voice queue that drops, and one that does not answer. */
  public static List<RouterSnapshot> routers() {
    InterfaceFigures wan =
        new InterfaceFigures(
            "Gi0/0/1",
            "WAN",
            "GigabitEthernet0/0/1",
            OptionalLong.of(1_000_000_000),
            true,
            Optional.of(false),
            traffic(1000),
            traffic(2000));
    ClassFigures voice =
        new ClassFigures(
            "Gi0/0/1",
            TrafficDirection.OUTPUT,
            "WAN-SHAPE-20M/class-default/WAN-QUEUES",
            "VOICE",
            List.of("dscp ef", "dscp cs5"),
            List.of(46, 40),
            true,
            OptionalInt.of(46),
            OptionalLong.of(12),
            OptionalLong.of(64),
            new Shaper(OptionalLong.of(5_000_000), Optional.of(true), OptionalLong.of(3)),
            voiceCounters());
    ShaperFigures shaper =
        new ShaperFigures(
            "Gi0/0/1",
            TrafficDirection.OUTPUT,
            "WAN-SHAPE-20M",
            "class-default",
            new Shaper(OptionalLong.of(20_000_000), Optional.of(true), OptionalLong.of(7)),
            Map.of(
                ClassCounter.PACKETS,
                9_000L,
                ClassCounter.BYTES,
                9_000_000L,
                ClassCounter.DROPPED_PACKETS,
                324L,
                ClassCounter.DROPPED_BYTES,
                70_000L,
                new ClassCounter(Kind.SHAPER_DELAYED_PACKETS, ""),
                800L,
                new ClassCounter(Kind.SHAPER_DELAYED_BYTES, ""),
                640_000L,
                new ClassCounter(Kind.SHAPER_DROPPED_PACKETS, ""),
                5L,
                new ClassCounter(Kind.SHAPER_DROPPED_BYTES, ""),
                7_000L));
    return List.of(
        new RouterSnapshot(
            "berlin",
            "gw1",
            true,
            OptionalLong.of(NOW_NS - 1_500_000_000L),
            OptionalDouble.of(0.25),
            Map.of("if", true, "cbqos", true),
            List.of(wan),
            List.of(voice),
            List.of(shaper),
            List.of(probe()),
            List.of(link()),
            Surroundings.NONE),
        new RouterSnapshot(
            "berlin",
            "gw2",
            false,
            OptionalLong.empty(),
            OptionalDouble.empty(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Surroundings.NONE));
  }

  private static Map<ClassCounter, Long> voiceCounters() {
    Map<ClassCounter, Long> counters = new HashMap<>();
    counters.put(ClassCounter.PACKETS, 5_000L);
    counters.put(ClassCounter.BYTES, 1_000_000L);
    counters.put(ClassCounter.DROPPED_PACKETS, 312L);
    counters.put(ClassCounter.DROPPED_BYTES, 62_400L);
    counters.put(new ClassCounter(Kind.QUEUE_DROPPED_PACKETS, ""), 300L);
    counters.put(new ClassCounter(Kind.QUEUE_DROPPED_BYTES, ""), 60_000L);
    counters.put(new ClassCounter(Kind.POLICED_PACKETS, "exceed"), 9L);
    counters.put(new ClassCounter(Kind.POLICED_BYTES, "exceed"), 1_800L);
    counters.put(new ClassCounter(Kind.WRED_RANDOM_DROPPED_PACKETS, "AF31"), 2L);
    counters.put(new ClassCounter(Kind.WRED_TAIL_DROPPED_PACKETS, "AF31"), 1L);
    counters.put(new ClassCounter(Kind.MARKED_PACKETS, "EF"), 4_990L);
    return counters;
  }

  private static PathProbe probe() {
    return new PathProbe(
        "100",
        "192.0.2.10",
        "HQ-VOICE",
        "jitter",
        OptionalInt.of(46),
        "g711alaw",
        Optional.of(true),
        OptionalDouble.of(3.41),
        OptionalDouble.of(0.023),
        new PathProbe.OneWay(OptionalLong.of(31), OptionalDouble.of(0.014)),
        new PathProbe.OneWay(OptionalLong.of(0), OptionalDouble.of(0.002)),
        OptionalLong.of(1));
  }

  private static LinkHealth link() {
    return new LinkHealth(
        "CloudflareDNS",
        "wan2",
        true,
        OptionalDouble.of(0.025),
        OptionalDouble.of(0.0045),
        OptionalDouble.of(0.02));
  }

  private static Traffic traffic(long packets) {
    return new Traffic(
        OptionalLong.of(packets * 200),
        OptionalLong.of(packets),
        OptionalLong.of(1),
        OptionalLong.of(2));
  }

  public static final BuildInfo BUILD = new BuildInfo("1.2.3", "abc1234", "25.0.3");

  /** Every family that other stages fill. */
  public static final SelfSource SELF =
      sink -> {
        new ConclusionSamples(() -> SampleConclusions.ALL).samples(sink);
        sink.sample(SelfFamilies.RELOAD_SUCCESSFUL, 1);
        sink.sample(SelfFamilies.LIMITS_LOWERED, 0);
        sink.sample(SiteFamilies.CHANGE_TIMESTAMP, 1_795_400_000, "berlin", "5f3a9c01");
        sink.sample(SelfFamilies.LATE_REPORTS, 1);
        sink.sample(SelfFamilies.RELOAD_TIMESTAMP, 1_795_420_000);
        sink.sample(SelfFamilies.CAPTURE_UP, 1, "eth1");
        sink.sample(SelfFamilies.CAPTURE_PACKETS, 6100, "eth1");
        sink.sample(SelfFamilies.CAPTURE_DROPPED, 4, "eth1", "kernel");
        sink.sample(SelfFamilies.CAPTURE_DROPPED, 2, "eth1", "nic_missed");
        sink.sample(SelfFamilies.CAPTURE_RX_DROPPED, 9, "eth1");
        sink.sample(SelfFamilies.CAPTURE_FREEZES, 1, "eth1");
        sink.sample(SelfFamilies.CAPTURE_MERGED, 0, "eth1");
        sink.sample(SelfFamilies.CAPTURE_OFFLOAD, 1, "eth1", "gro");
        sink.sample(SelfFamilies.CAPTURE_OFFLOAD, 0, "eth1", "lro");
        sink.sample(SelfFamilies.CAPTURE_TRUNCATED, 0, "eth1");
        sink.sample(SelfFamilies.RECEIVER_UP, 1, "rtcp", "0.0.0.0:5005");
        sink.sample(SelfFamilies.RECEIVER_REPORTS, 20, "rtcp", "0.0.0.0:5005");
        sink.sample(SelfFamilies.RECEIVER_FAILED, 2, "rtcp", "0.0.0.0:5005", "not_allowed");
        sink.sample(SelfFamilies.RECEIVER_UNUSED, 4, "hep", "0.0.0.0:9060", "keep_alive");
        sink.sample(SelfFamilies.RECEIVER_LAST, 1772452800.25, "rtcp", "0.0.0.0:5005");
        sink.sample(SelfFamilies.RECEIVER_BUFFER, 4194304, "rtcp", "0.0.0.0:5005");
        sink.sample(SelfFamilies.RECEIVER_DROPS, 0, "rtcp", "0.0.0.0:5005");
        sink.sample(SelfFamilies.RECORDS_UP, 1, "file");
        sink.sample(SelfFamilies.RECORDS_WRITTEN, 3, "file");
        sink.sample(SelfFamilies.RECORDS_FAILURES, 0, "file");
        sink.sample(SelfFamilies.RECORDS_LOST, 0, "file");
        sink.sample(SelfFamilies.RECORDS_REFUSED, 0, "file");
        sink.sample(SelfFamilies.TRAPS, 2, "berlin", "gw1", "link_down");
        sink.sample(SelfFamilies.FORWARDED, 7, "hep", "homer:9060");
        sink.sample(SelfFamilies.FORWARD_FAILED, 1, "hep", "homer:9060", "unresolved");
        WebhookSamples.counted(
            List.of(
                new WebhookCounters(
                    "tickets", 12, 2, Map.of(WebhookFault.SERVER, 3L, WebhookFault.REFUSED, 1L))),
            sink);
        sink.sample(SelfFamilies.QUEUE_DROPS, 0, "metrics");
        sink.sample(SelfFamilies.WEB_REFUSED, 0, "login");
      };

  static Metrics metrics(Config config, Snapshots snapshots, List<RouterSnapshot> routers) {
    return new Metrics(config, snapshots, () -> routers, SELF, BUILD, CLOCK, () -> 0);
  }

  /** With the JVM's own metrics, as the daemon has them. */
  public static Metrics metrics() {
    return new Metrics(config(), snapshots(), Office::routers, SELF, BUILD, CLOCK);
  }

  /** What Anna heard in 10 s. */
  public static ObservedInterval heard(double mosLq) {
    return interval(mosLq, OptionalDouble.empty());
  }

  static ObservedInterval interval(double mosLq, OptionalDouble mosCq) {
    Interval interval =
        new Interval(
            NOW_NS,
            10_000_000_000L,
            0,
            500,
            500,
            0,
            0,
            0,
            "G.711",
            1,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.of(score(mosLq, mosCq)),
            Optional.empty());
    return new ObservedInterval(
        endpoint(ANNA, "anna", "VVX 450"),
        Direction.RECEIVED,
        Source.MEASURED,
        "telco-a",
        interval);
  }

  public static StreamSummary stream(
      IpAddress from, IpAddress to, long expected, double mosLq, double worst) {
    return stream(from, to, expected, mosLq, worst, Optional.empty());
  }

  /** With what its receiver reported: no score of its own where that has none. */
  public static StreamSummary reported(IpAddress from, IpAddress to, double mosLq, double worst) {
    StreamSummary.RtcpSummary rtcp =
        new StreamSummary.RtcpSummary(
            9,
            10,
            0.1,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.of(score(mosLq, OptionalDouble.of(4.1))),
            OptionalDouble.of(worst));
    return stream(from, to, 3000, 4.4, 4.4, Optional.of(rtcp));
  }

  private static StreamSummary stream(
      IpAddress from,
      IpAddress to,
      long expected,
      double mosLq,
      double worst,
      Optional<StreamSummary.RtcpSummary> rtcp) {
    return new StreamSummary(
        from,
        16384,
        to,
        16386,
        0x1a2b3c4d,
        "call-1",
        "G.711",
        0,
        OptionalInt.of(8000),
        NOW_NS,
        60,
        expected,
        expected,
        0,
        0,
        0,
        0,
        0,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        1,
        new BurstGap().metrics(),
        Map.of(),
        OptionalDouble.empty(),
        Optional.of(Scale.NARROWBAND),
        Optional.of(score(mosLq, OptionalDouble.of(4.1))),
        OptionalDouble.of(worst),
        Optional.empty(),
        Map.of(),
        rtcp,
        Optional.empty(),
        List.of(),
        IntervalSeries.NONE);
  }

  public static CallSummary call(CallSummary.Result result, List<StreamSummary> streams) {
    return call("telco-a", result, streams);
  }

  /** Between these two: Anna hears 4.2, and is heard with 2.5 as far as here. */
  public static CallSummary call(String from, String to) {
    return call(
        from,
        to,
        OptionalLong.of(NOW_NS + 2_000_000_000L),
        NOW_NS,
        NOW_NS + 67_000_000_000L,
        CallSummary.Result.COMPLETED,
        List.of(stream(FAR, ANNA, 3000, 4.2, 4.1), stream(ANNA, FAR, 3000, 2.5, 2.1)));
  }

  /** Between these two and at these times. */
  static CallSummary call(
      String from,
      String to,
      OptionalLong answerNs,
      long startNs,
      long endNs,
      CallSummary.Result result,
      List<StreamSummary> streams) {
    return call("telco-a", from, to, answerNs, startNs, endNs, result, streams);
  }

  /** One that is over, by a provider. */
  public static CallSummary callBy(String trunk, List<StreamSummary> streams) {
    return call(trunk, CallSummary.Result.COMPLETED, streams);
  }

  private static CallSummary call(
      String trunk, CallSummary.Result result, List<StreamSummary> streams) {
    return call(
        trunk,
        "anna@example.org",
        "5551234@example.org",
        OptionalLong.of(NOW_NS + 2_000_000_000L),
        NOW_NS,
        NOW_NS + 67_000_000_000L,
        result,
        streams);
  }

  private static CallSummary call(
      String trunk,
      String from,
      String to,
      OptionalLong answerNs,
      long startNs,
      long endNs,
      CallSummary.Result result,
      List<StreamSummary> streams) {
    return new CallSummary(
        new RecordId(0, 1),
        1,
        "call-1",
        from,
        to,
        "berlin",
        trunk,
        startNs,
        OptionalLong.of(startNs),
        OptionalLong.of(startNs + 1_000_000_000L),
        answerNs,
        OptionalLong.of(endNs),
        OptionalDouble.of(0.75),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        result,
        List.of(),
        false,
        streams,
        List.of(new CallSummary.OneWay(FAR, ANNA, NOW_NS, 42)),
        List.of(""),
        List.of(),
        List.of(),
        List.of(),
        SipLadder.NONE,
        List.of(endpoint(ANNA, "anna", "VVX 450")),
        List.of());
  }

  static CallSummary with(CallSummary call, List<PhoneVerdict> verdicts) {
    return call.with(new LateReport(call.id(), call.revision(), verdicts));
  }

  static Config with(Config plain, List<Capture> capture) {
    return plain.but().capture(capture).build();
  }

  private Office() {}
}
