package org.mosexporter.stream.sim;

import java.util.List;
import org.mosexporter.stream.reference.Playout.Buffer;
import org.mosexporter.stream.reference.Playout.Verdict;
import org.mosexporter.stream.reference.Playout.Verdicts;
import org.mosexporter.stream.reference.ReferencePlayout;
import org.mosexporter.stream.reference.TracePacket;

/**
 * The packets of one SSRC, and the truth about them.
 *
 * @param arrivals in order of arrival
 * @param lostInOrder of each packet that was sent, whether it never came
 */
public record SimulatedStream(int ssrc, List<Arrival> arrivals, List<Boolean> lostInOrder) {
  public SimulatedStream {
    arrivals = List.copyOf(arrivals);
    lostInOrder = List.copyOf(lostInOrder);
  }

  public long sent() {
    return lostInOrder.size();
  }

  public long lost() {
    return lostInOrder.stream().filter(isLost -> isLost).count();
  }

  public long duplicates() {
    return arrivals.size() - (sent() - lost());
  }

  /** Of the losses alone. */
  public double burstRatio() {
    return burstRatio(lostInOrder);
  }

  public List<TracePacket> trace() {
    return arrivals.stream().map(Arrival::packet).toList();
  }

  /** What the slow reference plays, one fate per arrival. */
  public Verdicts verdicts(Buffer buffer) {
    return new ReferencePlayout().judge(trace(), buffer);
  }

  /** Of each packet that was sent, whether the listener missed it: lost, or too late. */
  public List<Boolean> missingInOrder(Buffer buffer) {
    Boolean[] missing = lostInOrder.toArray(Boolean[]::new);
    Verdicts verdicts = verdicts(buffer);
    for (int i = 0; i < arrivals.size(); i++) {
      if (verdicts.fates().get(i).verdict() == Verdict.LATE) {
        missing[arrivals.get(i).sentAs()] = true;
      }
    }
    return List.of(missing);
  }

  /** Mean run of missing packets over what chance would make it (ITU-T G.107 §7.5); 1 without. */
  public static double burstRatio(List<Boolean> missingInOrder) {
    long missing = 0;
    long runs = 0;
    boolean before = false;
    for (boolean isMissing : missingInOrder) {
      missing += isMissing ? 1 : 0;
      runs += isMissing && !before ? 1 : 0;
      before = isMissing;
    }
    double share = (double) missing / missingInOrder.size();
    return runs == 0 ? 1 : (double) missing / runs * (1 - share);
  }
}
