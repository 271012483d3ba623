package org.mosexporter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.mosexporter.simulator.office.Scores;
import org.mosexporter.simulator.office.StreamTruth;

/**
 * Keeps the truth of a run: every stream, the site's MOS by the minute, and what each trouble cost
 * those whom it touched.
 */
final class Account implements Scores {
  private static final double TARGET_MOS = 3.8;
  private static final long MINUTE_NS = 60_000_000_000L;
  private static final int MINUTES = 5;

  /** Fewer packets in five minutes are no site's mean: half a minute of one call. */
  private static final double LEAST_PACKETS = 1_500;

  private final List<StreamTruth> streams = new ArrayList<>();
  private final List<Costs> costs = new ArrayList<>();
  private final double[] sums = new double[1_500];
  private final double[] packets = new double[1_500];

  /** What one trouble cost. */
  private static final class Costs {
    private final Trouble trouble;
    private final Incident incident;
    private double lost;
    private double worst;
    private long packets;
    private long worstPackets;

    Costs(Trouble trouble, Incident incident) {
      this.trouble = trouble;
      this.incident = incident;
    }
  }

  void follow(Trouble trouble, Incident incident) {
    costs.add(new Costs(trouble, incident));
  }

  @Override
  public void heard(
      StreamTruth stream,
      long nowNs,
      int expected,
      double mosLq,
      double mosLost,
      double commonMosLost) {
    if (stream.listener() == StreamTruth.Listener.SERVER) {
      return;
    }
    int minute = (int) (nowNs / MINUTE_NS);
    sums[minute] += expected * mosLq;
    packets[minute] += expected;
    for (Costs cost : costs) {
      if (nowNs >= cost.incident.onsetNs() && cost.trouble.touches().test(stream)) {
        boolean ofCodec =
            cost.trouble.cause() == Cause.CODEC_CEILING
                || cost.trouble.cause() == Cause.TRANSCODING;
        double lost = ofCodec ? commonMosLost : mosLost;
        cost.lost += expected * lost;
        cost.packets += expected;
        if (cost.incident.level(nowNs) >= 0.8) {
          cost.worst += expected * lost;
          cost.worstPackets += expected;
        }
      }
    }
  }

  @Override
  public void ended(StreamTruth stream) {
    streams.add(stream);
  }

  List<StreamTruth> streams() {
    return streams;
  }

  List<Truth.Blame> blames() {
    return costs.stream().map(Account::blame).toList();
  }

  private static Truth.Blame blame(Costs cost) {
    double lost =
        cost.worstPackets > 0
            ? cost.worst / cost.worstPackets
            : cost.packets > 0 ? cost.lost / cost.packets : 0;
    return new Truth.Blame(
        cost.trouble.cause(),
        cost.trouble.scope(),
        cost.incident.severity(),
        cost.incident.isGradual(),
        cost.incident.onsetNs(),
        cost.trouble.nameable(),
        lost,
        cost.packets);
  }

  /** When the mean of five minutes first was below the target, since the simulation began. */
  OptionalLong crossedNs() {
    for (int minute = MINUTES - 1; minute < sums.length; minute++) {
      double sum = 0;
      double weight = 0;
      for (int i = minute - MINUTES + 1; i <= minute; i++) {
        sum += sums[i];
        weight += packets[i];
      }
      if (weight >= LEAST_PACKETS && sum / weight < TARGET_MOS) {
        return OptionalLong.of((minute + 1) * MINUTE_NS);
      }
    }
    return OptionalLong.empty();
  }
}
