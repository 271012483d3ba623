package org.mosexporter.stream;

import java.util.ArrayList;
import java.util.List;
import org.mosexporter.stream.reference.Playout.Fate;
import org.mosexporter.stream.reference.Playout.Verdict;
import org.mosexporter.stream.reference.Playout.Verdicts;
import org.mosexporter.stream.reference.TracePacket;
import org.mosexporter.stream.reference.TracePacket.Payload;
import org.mosexporter.stream.sim.PlayoutContract;

/** The emulation that the daemon runs, against traces worked out on paper and the slow one. */
class PlayoutTest extends PlayoutContract {
  @Override
  protected org.mosexporter.stream.reference.Playout playout() {
    return (packets, buffer) -> new Verdicts(judge(packets, buffer));
  }

  private static List<Fate> judge(
      List<TracePacket> packets, org.mosexporter.stream.reference.Playout.Buffer buffer) {
    Playout playout =
        new Playout(
            new BufferDepth(
                true,
                buffer.kind() == org.mosexporter.stream.reference.Playout.Kind.ADAPTIVE,
                buffer.nominalNs(),
                buffer.maxNs()));
    playout.startClock(buffer.clockRateHz());
    List<Fate> fates = new ArrayList<>();
    for (TracePacket packet : packets) {
      fates.add(judge(playout, packet));
    }
    return fates;
  }

  /** As {@link RtpStream#onPacket} does. */
  private static Fate judge(Playout playout, TracePacket packet) {
    long extended = playout.extend(packet.sequenceNumber());
    long before = playout.highest();
    if (extended == SequenceWindow.STRAY) {
      return new Fate(Verdict.STRAY, 0);
    }
    if (playout.restarted()) {
      playout.restartPlayout();
    }
    if (!playout.receive(extended, packet.sequenceNumber())) {
      return new Fate(Verdict.DUPLICATE, 0);
    }
    if (packet.payload() != Payload.SPEECH) {
      return new Fate(Verdict.NOT_SPEECH, 0);
    }
    long waitNs =
        playout.judge(
            extended,
            extended > before,
            extended == before + 1,
            packet.marker(),
            packet.timestamp(),
            packet.arrivalNs());
    return waitNs == Playout.LATE ? new Fate(Verdict.LATE, 0) : new Fate(Verdict.PLAYED, waitNs);
  }
}
