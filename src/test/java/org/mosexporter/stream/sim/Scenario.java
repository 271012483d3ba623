package org.mosexporter.stream.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * What is simulated.
 *
 * @param reorders whether packets may overtake each other; else each waits for the one before
 * @param duplicateShare of packets that come twice, 0–1
 * @param skewPpm by how much the sender's clock is slow
 */
public record Scenario(
    String name,
    Talk talk,
    Loss loss,
    Jitter jitter,
    boolean reorders,
    double duplicateShare,
    double skewPpm) {
  private static final double[] SHARES = {0.001, 0.01, 0.05, 0.2};
  private static final Jitter LIGHT = new Jitter.Gamma(8, 2);

  /** Speech over a perfect network. */
  public static Scenario of(String name) {
    return new Scenario(name, Talk.SPEECH, Loss.NONE, Jitter.NONE, false, 0, 0);
  }

  public Scenario with(Talk talk) {
    return new Scenario(name, talk, loss, jitter, reorders, duplicateShare, skewPpm);
  }

  public Scenario with(Loss loss) {
    return new Scenario(name, talk, loss, jitter, reorders, duplicateShare, skewPpm);
  }

  public Scenario with(Jitter jitter) {
    return new Scenario(name, talk, loss, jitter, reorders, duplicateShare, skewPpm);
  }

  public Scenario reordering() {
    return new Scenario(name, talk, loss, jitter, true, duplicateShare, skewPpm);
  }

  public Scenario withDuplicates(double share) {
    return new Scenario(name, talk, loss, jitter, reorders, share, skewPpm);
  }

  public Scenario withSkewPpm(double ppm) {
    return new Scenario(name, talk, loss, jitter, reorders, duplicateShare, ppm);
  }

  /** Those of issue 3, alone and with loss and jitter beside. */
  public static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.add(of("perfect"));
    for (double share : SHARES) {
      all.add(of("uniform loss " + share).with(new Loss.Uniform(share)));
      all.add(of("loss in runs " + share).with(new Loss.Gilbert(share, 3)));
    }
    all.add(of("gamma jitter, light").with(LIGHT));
    all.add(of("gamma jitter, heavy").with(new Jitter.Gamma(40, 2)));
    all.add(of("Pareto jitter").with(new Jitter.Pareto(3, 1.2)));
    all.add(of("stalls").with(new Jitter.Spike(0.004, 80, 400)));
    all.add(of("reordering").with(new Jitter.Gamma(25, 2)).reordering());
    all.add(of("reordering, far").with(new Jitter.Pareto(3, 1)).reordering());
    all.add(of("duplicates").with(LIGHT).withDuplicates(0.05));
    for (double ppm : new double[] {200, -200}) {
      all.add(of("skew of " + ppm + " ppm").with(LIGHT).withSkewPpm(ppm));
    }
    for (Talk talk : Talk.values()) {
      all.add(of(talk + " alone").with(talk));
      all.add(of(talk + " with jitter").with(talk).with(new Jitter.Gamma(20, 2)));
      all.add(of(talk + " with loss").with(talk).with(LIGHT).with(new Loss.Gilbert(0.05, 2)));
    }
    all.add(
        of("everything at once")
            .with(Talk.DTX)
            .with(new Loss.Gilbert(0.03, 2))
            .with(new Jitter.Gamma(30, 2))
            .reordering()
            .withDuplicates(0.02)
            .withSkewPpm(-200));
    return all;
  }

  @Override
  public String toString() {
    return name;
  }
}
