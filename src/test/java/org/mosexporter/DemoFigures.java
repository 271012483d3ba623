package org.mosexporter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.demo.DemoCodec;
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
  public static Map<String, Double> of(DemoTruth truth, DemoTruth earlier, int phones) {
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
    // Nearly all phones are in a call at any time.
    figures.put("calls_over", (double) earlier.calls() - phones);
    return figures;
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
