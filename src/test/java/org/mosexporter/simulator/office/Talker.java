package org.mosexporter.simulator.office;

import java.util.SplittableRandom;
import org.mosexporter.simulator.path.Event;
import org.mosexporter.simulator.path.Flow;
import org.mosexporter.simulator.path.Segment;
import org.mosexporter.simulator.path.Timeline;

/** Sends speech, a packet each 20 ms of its own clock. */
final class Talker implements Source, Event {
  private final Timeline timeline;
  private final Flow flow;
  private final Codec codec;
  private final Device device;
  private final SplittableRandom random;
  private long number;
  private double dueNs;
  private boolean stopped;
  private boolean spurt = true;
  private long agoNs;

  Talker(Timeline timeline, Flow flow, Codec codec, Device device, SplittableRandom random) {
    this.timeline = timeline;
    this.flow = flow;
    this.codec = codec;
    this.device = device;
    this.random = random;
  }

  /** What it sends was said that long ago, not now. */
  void delay(long ns) {
    agoNs = ns;
  }

  void start() {
    dueNs = timeline.nowNs();
    timeline.after(0, this);
  }

  @Override
  public void stop() {
    stopped = true;
  }

  @Override
  public void happen(long nowNs) {
    if (stopped) {
      return;
    }
    long goesOnNs = device.goesOnNs(nowNs);
    if (goesOnNs > nowNs) {
      timeline.at(goesOnNs, this);
      return;
    }
    if (device.skips > 0 && random.nextDouble() < device.skips) {
      flow.skip(Segment.PHONE);
    } else {
      flow.send(number, spurt, device.dscp, codec.frameBytes(), nowNs, (long) dueNs - agoNs);
      spurt = false;
    }
    number++;
    dueNs += Codec.PACKET_NS * (1 + device.skewPpm * 1e-6);
    timeline.at((long) dueNs, this);
  }

  @Override
  public long packets() {
    return number;
  }

  @Override
  public int units() {
    return (int) number * codec.packetUnits();
  }
}
