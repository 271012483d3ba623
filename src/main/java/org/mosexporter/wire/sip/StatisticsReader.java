package org.mosexporter.wire.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mosexporter.wire.sip.CallStatistics.JitterUnit;
import org.mosexporter.wire.sip.CallStatistics.Side;

/** Reads the headers in which phones and gateways say how a call was. */
public final class StatisticsReader {
  /** Those with PS, PR, PL and their like. */
  private static final List<String> LISTS =
      List.of(
          "x-rtp-stat",
          "p-rtp-stat",
          "x-siemens-rtp-stats",
          "x-siemens-rtp-stats-list",
          "x-ng-rtp-stats",
          "x-rtp-statistics");

  private static final List<String> METRICS =
      List.of("VQMETRICS", "TVQMETRICS", "CISCORXVM", "CISCOTXVM");

  private static final double LEAST_MOS = 1;
  private static final double MOST_MOS = 5;

  private StatisticsReader() {}

  /** Whether a message says anything of a call; costs next to nothing. */
  public static boolean isAny(SipHeaders headers) {
    return LISTS.stream().anyMatch(name -> headers.first(name).isPresent())
        || headers.first("rtp-rxstat").isPresent()
        || headers.first("rtp-txstat").isPresent();
  }

  /** All that a message says; empty when nothing. */
  public static List<CallStatistics> read(SipHeaders headers) {
    List<CallStatistics> found = new ArrayList<>();
    for (String name : LISTS) {
      headers.first(name).flatMap(value -> list(name, value, headers)).ifPresent(found::add);
    }
    cisco(headers).ifPresent(found::add);
    return found;
  }

  private static Optional<CallStatistics> list(String name, String value, SipHeaders headers) {
    StatisticsItems items = new StatisticsItems(value);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    JitterUnit unit = jitterUnit(items, headers);
    Side received =
        new Side(
            items.count("PR"),
            items.count("OR"),
            items.count("ER"),
            items.count("PL"),
            items.count("PD"),
            or(items.number("JI"), items.number("JITTER")),
            unit,
            items.text("DE"));
    Side sent =
        new Side(
            items.count("PS"),
            items.count("OS"),
            items.count("ES"),
            items.count("PL", 1),
            items.count("PD", 1),
            items.number("JI", 1),
            unit,
            items.text("EN"));
    return Optional.of(
        new CallStatistics(
            name,
            received,
            sent,
            or(items.number("LA"), items.number("DL")),
            items.count("CS"),
            or(items.count("CD"), items.count("DU")),
            items.end(0),
            items.end(1),
            items.number("MOS", LEAST_MOS, MOST_MOS),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            items.invalid()));
  }

  /** baresip and Cisco's 7912 count in units of RTP's clock, all others in milliseconds. */
  private static JitterUnit jitterUnit(StatisticsItems items, SipHeaders headers) {
    boolean baresip = items.text("EX").toLowerCase(Locale.ROOT).startsWith("baresip");
    boolean cisco7912 = headers.userAgent().orElse("").contains("7912");
    return baresip || cisco7912 ? JitterUnit.RTP_UNITS : JitterUnit.MILLISECONDS;
  }

  /** {@code RTP-RxStat: Dur=13,Pkt=657,…,VQMetrics="MLQK=4.5;CCR=0.0;…"}, and RTP-TxStat. */
  private static Optional<CallStatistics> cisco(SipHeaders headers) {
    StatisticsItems rx = new StatisticsItems(headers.first("rtp-rxstat").orElse(""));
    StatisticsItems tx = new StatisticsItems(headers.first("rtp-txstat").orElse(""));
    if (rx.isEmpty() && tx.isEmpty()) {
      return Optional.empty();
    }
    VqText metrics = metrics(rx);
    return Optional.of(
        new CallStatistics(
            "rtp-rxstat",
            side(rx, metrics.receivedCodec()),
            side(tx, ""),
            metrics.oneWayDelayMs(),
            OptionalLong.empty(),
            or(rx.count("DUR"), tx.count("DUR")),
            Optional.empty(),
            Optional.empty(),
            metrics.mosLq(),
            metrics.mosCq(),
            metrics.concealedRatio(),
            metrics.concealedSeconds(),
            metrics.severelyConcealedSeconds(),
            rx.invalid() + tx.invalid() + metrics.invalid()));
  }

  private static VqText metrics(StatisticsItems rx) {
    return new VqText(
        METRICS.stream().map(rx::raw).filter(text -> !text.isEmpty()).findFirst().orElse(""));
  }

  private static Side side(StatisticsItems items, String codec) {
    return new Side(
        items.count("PKT"),
        items.count("OCT"),
        OptionalLong.empty(),
        items.count("LOSTPKT"),
        items.count("LATEPKT"),
        items.number("AVGJIT"),
        JitterUnit.MILLISECONDS,
        codec);
  }

  private static OptionalDouble or(OptionalDouble first, OptionalDouble second) {
    return first.isPresent() ? first : second;
  }

  private static OptionalLong or(OptionalLong first, OptionalLong second) {
    return first.isPresent() ? first : second;
  }
}
