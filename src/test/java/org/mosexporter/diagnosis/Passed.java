package org.mosexporter.diagnosis;

import java.util.List;
import org.mosexporter.diagnosis.Passage.End;
import org.mosexporter.diagnosis.Passage.Phone;
import org.mosexporter.quality.Scale;

/** Makes passages: a minute of clean G.711, and what a test says of it. */
final class Passed {
  static final long NOW_NS = 1_790_000_000_000_000_000L;
  private static final long MINUTE_NS = 60_000_000_000L;

  private final int number;
  private End speaker = End.PHONE;
  private End listener = End.ELSEWHERE;
  private Phone phone = phone("10.1.20.11", "floor1", "wired", "X4U");
  private String trunk = "telco-a";
  private String codec = "G.711";
  private double r0 = 93.2;
  private double seenLoss;
  private double toldLoss;
  private double beforeR;
  private double behindR = Double.NaN;
  private double roundTrip = Double.NaN;
  private double skew = Double.NaN;
  private double discards = Double.NaN;
  private double buffer = Double.NaN;
  private double echo = Double.NaN;
  private double signal = Double.NaN;
  private double duplicates;
  private int codePoint = 46;
  private double uncertain;
  private boolean late;
  private double jitter = 0.001;
  private int minutes = 1;
  private double toldJitter = 0.001;
  private Scale scale = Scale.NARROWBAND;
  private boolean told;
  private List<String> related = List.of();

  private Passed(int number) {
    this.number = number;
  }

  static Passed call(int number) {
    return new Passed(number);
  }

  static Phone phone(String address, String network, String access, String model) {
    return new Phone(address, network, access, model, "1.0", "");
  }

  Passed of(Phone its) {
    phone = its;
    return this;
  }

  Passed by(String trunkName) {
    trunk = trunkName;
    return this;
  }

  Passed inward() {
    speaker = End.ELSEWHERE;
    listener = End.PHONE;
    return this;
  }

  Passed in(String its) {
    codec = its;
    return this;
  }

  Passed before(double points) {
    beforeR = points;
    return this;
  }

  Passed behind(double points) {
    behindR = points;
    told = true;
    return this;
  }

  /** All its intervals lack packets that the mirror lost, so that none has a score here. */
  Passed unscored(double seenLossRatio, double itsToldLossRatio) {
    r0 = Double.NaN;
    seenLoss = seenLossRatio;
    toldLoss = itsToldLossRatio;
    return this;
  }

  /** What its receiver threw away beside what it never got; both are shares of all packets. */
  Passed discarded(double ratio, double lostRatio) {
    discards = ratio;
    toldLoss = lostRatio;
    told = true;
    return this;
  }

  /** The leg of a conversation from one end to another, whose other leg is that of a number. */
  Passed leg(End from, End to, int other) {
    speaker = from;
    listener = to;
    related = List.of("call-" + other);
    return this;
  }

  Passed roundTrip(double seconds) {
    roundTrip = seconds;
    told = true;
    behindR = Double.isNaN(behindR) ? 0 : behindR;
    return this;
  }

  Passed skew(double ppm) {
    skew = ppm;
    return this;
  }

  Passed buffer(double seconds, double discardRatio) {
    buffer = seconds;
    discards = discardRatio;
    told = true;
    return this;
  }

  Passed echo(double db) {
    echo = db;
    told = true;
    return this;
  }

  Passed signal(double dbm) {
    signal = dbm;
    told = true;
    return this;
  }

  Passed duplicates(double ratio) {
    duplicates = ratio;
    told = true;
    return this;
  }

  Passed marked(int dscp) {
    codePoint = dscp;
    return this;
  }

  /** What the mirror lost, as its receiver tells. */
  Passed uncertain(double ratio) {
    uncertain = ratio;
    return this;
  }

  Passed seenLoss(double ratio) {
    seenLoss = ratio;
    return this;
  }

  Passed lasting(int itsMinutes) {
    minutes = itsMinutes;
    return this;
  }

  /** As seen here. */
  Passed jitter(double seconds) {
    jitter = seconds;
    return this;
  }

  Passed toldJitter(double seconds) {
    toldJitter = seconds;
    told = true;
    return this;
  }

  /** Points are late packets', and none is missing. */
  Passed late() {
    late = true;
    return this;
  }

  Passed on(Scale its) {
    scale = its;
    return this;
  }

  /** Whose loss costs G.711 so many points, if it is no lateness (G.107 §7.5). */
  private double lossRatio(double points) {
    return late || !(points > 0) ? 0 : 0.251 * points / (95 - points);
  }

  Passage passage() {
    long startNs = NOW_NS + number * MINUTE_NS / 10;
    return new Passage(
        "call-" + number,
        related,
        "berlin",
        startNs,
        startNs + minutes * MINUTE_NS,
        speaker,
        listener,
        phone,
        trunk,
        "203.0.113.2",
        codec,
        scale,
        r0,
        3_000,
        3_000,
        beforeR,
        behindR,
        Double.NaN,
        seenLoss > 0 ? seenLoss : lossRatio(beforeR),
        uncertain,
        0,
        duplicates,
        told ? toldLoss > 0 ? toldLoss : lossRatio(beforeR + behindR) : Double.NaN,
        jitter,
        2 * jitter,
        told ? toldJitter : Double.NaN,
        roundTrip,
        skew,
        discards,
        buffer,
        false,
        Double.NaN,
        echo,
        signal,
        codePoint == 46 ? 1 : 0,
        codePoint,
        told);
  }
}
