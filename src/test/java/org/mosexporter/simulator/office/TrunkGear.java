package org.mosexporter.simulator.office;

import java.util.SplittableRandom;
import org.mosexporter.simulator.path.Line;
import org.mosexporter.simulator.path.Marking;

/** A provider's network between our line and its media servers. */
public final class TrunkGear {
  private static final int SERVERS = 3;

  private final Plan.TrunkPlan plan;
  private final Line out;
  private final Line in;
  private final Marking markingIn = new Marking();
  private final Device[] servers = new Device[SERVERS];
  private Codec codec;
  private int next;

  TrunkGear(Plan.TrunkPlan plan, SplittableRandom random) {
    this.plan = plan;
    this.codec = plan.codec();
    out = new Line(random.split(), plan.delayMs() * 1e6, plan.jitterMs() * 1e6, plan.loss());
    in = new Line(random.split(), plan.delayMs() * 1e6, plan.jitterMs() * 1e6, plan.loss());
    for (int i = 0; i < SERVERS; i++) {
      servers[i] = new Device(random.split(), Buffer.adaptive(40, 200));
    }
  }

  public Plan.TrunkPlan plan() {
    return plan;
  }

  public Line out() {
    return out;
  }

  public Line in() {
    return in;
  }

  /** Of what comes from it, before it comes to our line. */
  public Marking markingIn() {
    return markingIn;
  }

  /** That it agrees to from now on. */
  public void codec(Codec only) {
    codec = only;
  }

  public Codec codec() {
    return codec;
  }

  /** One of its media servers, in turn. */
  int nextServer() {
    next = (next + 1) % SERVERS;
    return next;
  }

  Host host(int server, int port) {
    return new Host(plan.ip() + 2 + server, port);
  }

  /** How loud its subscribers are. */
  public void levels(int signalDbm, int noiseDbm) {
    for (Device server : servers) {
      server.levels(signalDbm, noiseDbm);
    }
  }

  Device device(int server) {
    return servers[server];
  }
}
