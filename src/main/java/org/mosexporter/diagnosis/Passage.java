package org.mosexporter.diagnosis;

import java.util.Comparator;
import java.util.List;
import org.mosexporter.quality.Mos;
import org.mosexporter.quality.Scale;

/**
 * What rules need of one stream that is over: one direction of one leg of a call. Times are
 * nanoseconds since 1970-01-01 UTC; figures that are not known are NaN; texts are empty when
 * unknown.
 *
 * @param call identifies the leg, and {@code related} the other legs of its conversation
 * @param phone at either end, or of the conversation's other leg
 * @param trunk that the conversation goes by
 * @param far address at the end that is no phone of ours
 * @param r0 R on the scale with nothing lost and no delay
 * @param beforeR points lost before the capture point by loss and late packets, and {@code behindR}
 *     behind it, as the receiver tells
 * @param delayR points lost by delay
 * @param lossRatio seen here, 0–1, without what the mirror lost; {@code toldLossRatio} by the
 *     receiver
 * @param roundTripSeconds from the capture point to the receiver and back
 * @param bufferSeconds nominal depth of the receiver's jitter buffer
 * @param marked share of packets that bear the code point that is expected
 * @param codePoint of most packets
 * @param told whether the receiver sends reports of its own, with or without blocks on this
 */
record Passage(
    String call,
    List<String> related,
    String site,
    long startNs,
    long endNs,
    End speaker,
    End listener,
    Phone phone,
    String trunk,
    String far,
    String codec,
    Scale scale,
    double r0,
    long packets,
    long expected,
    double beforeR,
    double behindR,
    double delayR,
    double lossRatio,
    double uncertainRatio,
    double duplicateRatio,
    double toldDuplicateRatio,
    double toldLossRatio,
    double jitterSeconds,
    double jitterMaxSeconds,
    double toldJitterSeconds,
    double roundTripSeconds,
    double skewPpm,
    double discardRatio,
    double bufferSeconds,
    boolean bufferAdapts,
    double endSystemSeconds,
    double echoDb,
    double signalDbm,
    double marked,
    int codePoint,
    boolean told) {

  /**
   * The same order whatever order packets of calls come in: calls without signalling are numbered
   * as they come, so that what identifies them decides last.
   */
  static final Comparator<Passage> BY_START =
      Comparator.comparingLong(Passage::startNs)
          .thenComparing(one -> one.phone().address())
          .thenComparing(Passage::far)
          .thenComparing(Passage::speaker)
          .thenComparing(Passage::listener)
          .thenComparing(Passage::codec)
          .thenComparingInt(Passage::codePoint)
          .thenComparingLong(Passage::packets)
          .thenComparingLong(Passage::expected)
          .thenComparing(Passage::call);

  /** Who is at an end. */
  enum End {
    PHONE,
    /** A server of ours on our side of the WAN. */
    SERVER,
    ELSEWHERE
  }

  /**
   * A phone of ours and what is known of it.
   *
   * @param port {@code switch/port}, as neighbours and bridges tell
   */
  record Phone(
      String address, String network, String access, String model, String firmware, String port) {
    static final Phone NONE = new Phone("", "", "", "", "", "");

    /** Empty when it is not known. */
    String switchName() {
      return port.isEmpty() ? "" : port.substring(0, port.indexOf('/'));
    }

    boolean isKnown() {
      return !address.isEmpty();
    }

    /** With its model, for versions of two models may be called the same. */
    String version() {
      return firmware.isEmpty() ? "" : model + " " + firmware;
    }
  }

  Passage {
    related = List.copyOf(related);
  }

  /**
   * As it is with a mirror that loses this share of packets. Where the mirror lost some in all
   * intervals of a stream there is no score of what was seen here: what is missing beyond the
   * mirror's usual share is taken for lost before the capture point, the rest of what its receiver
   * tells behind it.
   */
  Passage withMirror(double mirrorRatio) {
    if (!Double.isNaN(r0) || !(toldLossRatio > 0) || !(behindR > 0)) {
      return this;
    }
    double seen = Math.max(0, lossRatio + uncertainRatio - mirrorRatio);
    double shareBefore = Math.min(1, seen / toldLossRatio);
    return split(
        Double.isNaN(beforeR) ? beforeR : behindR * shareBefore, behindR * (1 - shareBefore));
  }

  private Passage split(double before, double behind) {
    return new Passage(
        call,
        related,
        site,
        startNs,
        endNs,
        speaker,
        listener,
        phone,
        trunk,
        far,
        codec,
        scale,
        r0,
        packets,
        expected,
        before,
        behind,
        delayR,
        lossRatio,
        uncertainRatio,
        duplicateRatio,
        toldDuplicateRatio,
        toldLossRatio,
        jitterSeconds,
        jitterMaxSeconds,
        toldJitterSeconds,
        roundTripSeconds,
        skewPpm,
        discardRatio,
        bufferSeconds,
        bufferAdapts,
        endSystemSeconds,
        echoDb,
        signalDbm,
        marked,
        codePoint,
        told);
  }

  double seconds() {
    return (endNs - startNs) * 1e-9;
  }

  /** Points lost on a side of the capture point; NaN where it does not pass there. */
  double harm(Side side) {
    return switch (side) {
      case LAN_UP -> speaker == End.PHONE ? beforeR : Double.NaN;
      case WAN_IN -> speaker == End.ELSEWHERE ? beforeR : Double.NaN;
      case LAN_DOWN -> listener == End.PHONE ? behindR : Double.NaN;
      case WAN_OUT -> listener == End.ELSEWHERE ? behindR : Double.NaN;
    };
  }

  /**
   * Points lost behind the capture point in the jitter buffer of a phone of ours: what it discards
   * has of all that it lost the share that it has of these packets (RFC 3611 §4.7.1). What network
   * jitter before the capture point makes late is not among them. NaN where nobody tells.
   */
  double bufferR() {
    if (listener != End.PHONE || Double.isNaN(behindR) || Double.isNaN(discardRatio)) {
      return Double.NaN;
    }
    double lost = Double.isNaN(toldLossRatio) ? 0 : toldLossRatio;
    double all = behindR + (Double.isNaN(beforeR) ? 0 : beforeR);
    return discardRatio <= 0 ? 0 : Math.min(behindR, all * discardRatio / (discardRatio + lost));
  }

  /** MOS-LQ that so many points cost. */
  double mosLost(double points) {
    double from = Double.isNaN(r0) ? 93.2 : r0;
    return Mos.ofR(from, scale) - Mos.ofR(from - points, scale);
  }
}
