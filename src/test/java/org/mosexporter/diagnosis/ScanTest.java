package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScanTest {
  private static Explanation by(Dimension dimension, String value, double share) {
    return new Explanation(dimension, value, 4, 4, 0, 8, 9, share);
  }

  private static Scan of(Explanation... explanations) {
    return new Scan(Set.of(Side.WAN_IN), Scan.Level.BAD, List.of(), List.of(explanations));
  }

  /** 0.4 of one explanation, 0.25 + 0.3 of two that carry the same name. */
  @Test
  void addsTheOddsOfWhatCarriesTheSameName() {
    Scan scan =
        of(
            by(Dimension.TRUNK, "telco-a", 0.4),
            by(Dimension.ALL, "", 0.3),
            by(Dimension.NETWORK, "floor", 0.25));

    Scan.Named named =
        scan.named(
            one -> Optional.of(one.dimension() == Dimension.TRUNK ? Cause.TRUNK : Cause.LAN_LOSS));

    assertEquals(Cause.LAN_LOSS, named.cause());
    assertEquals(0.55, named.share(), 1e-9);
    assertEquals(Dimension.ALL, named.by().dimension());
  }

  /** A trunk that has all calls explains no more than "everything" does, and may stand alone. */
  @Test
  void whatNothingCarriesCannotBeTold() {
    Explanation only = by(Dimension.TRUNK, "telco-a", 1);

    assertEquals(new Scan.Named(Cause.CANNOT_TELL, only, 1), of(only).named(_ -> Optional.empty()));
  }
}
