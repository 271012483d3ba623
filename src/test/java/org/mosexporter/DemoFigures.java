package org.mosexporter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.demo.DemoCodec;
import org.mosexporter.demo.DemoPhone;
import org.mosexporter.demo.DemoTruth;
import org.mosexporter.demo.StreamTruth;

/** What panels should show of the demo, worked out from its truth and ITU-T standards alone. */
public final class DemoFigures {
  /** R without any impairment but those that are always there: G.107 table 2, in narrowband. */
  private static final double CLEAN_R = 93.2;

  /**
   * Equipment impairment and robustness to loss: G.113 appendix I, tables I.1, I.3 and I.4. It has
   * no iLBC; the two figures of that come from other programs, which do not agree on them.
   */
  private record Codec(double ie, double bpl) {}

  private static final Codec G711_WITH_CONCEALMENT = new Codec(0, 25.1);
  private static final Map<DemoCodec, Codec> CODECS =
      Map.of(
          DemoCodec.PCMA, G711_WITH_CONCEALMENT,
          DemoCodec.PCMU, G711_WITH_CONCEALMENT,
          DemoCodec.G729, new Codec(11, 19),
          DemoCodec.G723, new Codec(15, 16.1),
          DemoCodec.ILBC, new Codec(11, 32),
          // Of GSM there is no robustness: what has loss is not scored, and the rest has none.
          DemoCodec.GSM, new Codec(20, Double.POSITIVE_INFINITY));

  /** As dashboards and alerts have it. */
  private static final double TARGET_MOS = 3.8;

  private static final List<String> VENDORS = List.of("Yealink", "snom", "Grandstream", "Cisco");

  private static final int INTERVAL_MS = 10_000;

  private record Packets(long seen, long lost, DemoCodec codec) {
    Packets plus(Packets other) {
      return new Packets(seen + other.seen, lost + other.lost, codec);
    }

    double share() {
      return (double) lost / (seen + lost);
    }
  }

  /** MOS of streams, weighted by how long they were. */
  private record Heard(double score, double seconds) {
    Heard plus(Heard other) {
      return new Heard(score + other.score, seconds + other.seconds);
    }

    double mean() {
      return score / seconds;
    }
  }

  /**
   * Means over many streams, of what was lost anywhere on the way to the listener: {@code
   * mos_heard}, {@code mos_heard_sent}, {@code mos_heard_in_phones}; and of what of the way to the
   * phone was lost before the point of capture: {@code mos_measured_by_wired}.
   *
   * <p>A mean of intervals is a little below the MOS of the mean loss, and losses in runs cost more
   * than these, at random: what asks for them allows for that.
   */
  private static void addMeans(DemoTruth truth, Map<String, Double> figures) {
    Map<String, Heard> sums = new HashMap<>();
    for (StreamTruth stream : truth.streams()) {
      String phone = stream.fromPhone() ? stream.source().host() : stream.destination().host();
      boolean wifi = phone.startsWith("127.1.30.");
      Packets whole = new Packets(stream.delivered(), stream.lostAtReceiver(), stream.codec());
      for (String name :
          List.of(
              "mos_heard",
              "mos_heard_" + (stream.fromPhone() ? "sent" : "received"),
              "mos_heard_in_" + (wifi ? "office-wifi" : "phones"))) {
        add(sums, name, whole);
      }
      if (!stream.fromPhone()) {
        Packets measured = new Packets(stream.seen(), stream.lostBefore(), stream.codec());
        add(sums, "mos_measured_by_" + (wifi ? "wifi" : "wired"), measured);
      }
    }
    sums.forEach((name, heard) -> figures.put(name, heard.mean()));
  }

  private static void add(Map<String, Heard> sums, String name, Packets packets) {
    // What of GSM has loss is not scored.
    if (packets.codec() != DemoCodec.GSM && packets.seen() > 0) {
      double seconds = (packets.seen() + packets.lost()) * packets.codec().packetMs() / 1e3;
      sums.merge(name, new Heard(mos(packets) * seconds, seconds), Heard::plus);
    }
  }

  /**
   * Figures by name: {@code lost_received}, {@code lost_received_of_127.1.20.11}, {@code
   * mos_received_of_127.1.20.11}, and the same of {@code sent}; {@code calls_over}; and those of
   * {@link #addMeans}.
   *
   * @param earlier the truth at the time until which calls that are over were counted
   */
  public static Map<String, Double> of(DemoTruth truth, DemoTruth earlier, List<DemoPhone> phones) {
    Map<String, Packets> sums = new HashMap<>();
    for (StreamTruth stream : truth.streams()) {
      String direction = stream.fromPhone() ? "sent" : "received";
      String phone = stream.fromPhone() ? stream.source().host() : stream.destination().host();
      Packets packets = new Packets(stream.seen(), stream.lostBefore(), stream.codec());
      sums.merge(direction, packets, Packets::plus);
      sums.merge(direction + "_of_" + phone, packets, Packets::plus);
    }
    Map<String, Double> figures = new HashMap<>();
    sums.forEach(
        (name, packets) -> {
          figures.put("lost_" + name, packets.share());
          if (name.contains("_of_")) {
            figures.put("mos_" + name, mos(packets));
          }
        });
    addMeans(truth, figures);
    addShares(truth, figures);
    addVendors(truth, phones, figures);
    // Nearly all phones are in a call at any time.
    figures.put("calls_over", (double) earlier.calls() - phones.size());
    return figures;
  }

  /** Of what was lost before the point of capture: {@code mos_received_by_Yealink}. */
  private static void addVendors(
      DemoTruth truth, List<DemoPhone> phones, Map<String, Double> figures) {
    Map<String, Heard> sums = new HashMap<>();
    for (StreamTruth stream : truth.streams()) {
      if (!stream.fromPhone()) {
        String host = stream.destination().host();
        String agent =
            phones.stream()
                .filter(phone -> phone.host().equals(host))
                .map(DemoPhone::userAgent)
                .findFirst()
                .orElseThrow();
        VENDORS.stream()
            .filter(agent::startsWith)
            .forEach(
                vendor ->
                    add(
                        sums,
                        "mos_received_by_" + vendor,
                        new Packets(stream.seen(), stream.lostBefore(), stream.codec())));
      }
    }
    sums.forEach((name, heard) -> figures.put(name, heard.mean()));
  }

  /**
   * Of all whole intervals of 10 s, by what was lost of each anywhere on the way to the listener:
   * {@code share_at_target}, {@code share_excellent} and so on.
   */
  private static void addShares(DemoTruth truth, Map<String, Double> figures) {
    List<Double> heard =
        truth.streams().stream().flatMap(stream -> intervals(stream).stream()).toList();
    figures.put("share_at_target", share(heard, TARGET_MOS, Double.POSITIVE_INFINITY));
    figures.put("share_excellent", share(heard, 4.3, Double.POSITIVE_INFINITY));
    figures.put("share_good", share(heard, 4.0, 4.3));
    figures.put("share_acceptable", share(heard, 3.6, 4.0));
    figures.put("share_fair", share(heard, 3.1, 3.6));
    figures.put("share_poor", share(heard, Double.NEGATIVE_INFINITY, 3.1));
  }

  private static double share(List<Double> heard, double least, double below) {
    long within = heard.stream().filter(mos -> mos >= least && mos < below).count();
    return (double) within / heard.size();
  }

  private static List<Double> intervals(StreamTruth stream) {
    int each = INTERVAL_MS / stream.codec().packetMs();
    List<Double> heard = new ArrayList<>();
    for (long first = 0; first + each <= stream.sent(); first += each) {
      long from = first;
      long lost = stream.lost().stream().filter(at -> at >= from && at < from + each).count();
      // What of GSM has loss is not scored.
      if (stream.codec() != DemoCodec.GSM || lost == 0) {
        heard.add(mos(new Packets(each - lost, lost, stream.codec())));
      }
    }
    return heard;
  }

  /** G.107 clause 7.5 and annex B, with losses at random. */
  private static double mos(Packets packets) {
    Codec codec = CODECS.get(packets.codec());
    double percent = 100 * packets.share();
    double r = CLEAN_R - codec.ie() - (95 - codec.ie()) * percent / (percent + codec.bpl());
    return 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6;
  }

  private DemoFigures() {}
}
