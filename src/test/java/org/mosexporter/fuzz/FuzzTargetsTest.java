package org.mosexporter.fuzz;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every target on its seeds, on what once failed, and on some seeded damage; no fuzzer needed. */
class FuzzTargetsTest {
  private static final int ROUNDS = 5_000;

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PLANTED")
  void survivesItsSeedsWholeCutAndDamaged(FuzzTargets target) throws Exception {
    List<byte[]> seeds = inputs(target);
    FuzzTarget decoder = target.open();
    assertTrue(seeds.size() > 0, "no seeds");
    for (byte[] seed : seeds) {
      decoder.accept(seed);
      for (int length = 0; length < seed.length; length += 1 + seed.length / 300) {
        decoder.accept(Arrays.copyOf(seed, length));
      }
    }
    Random random = new Random(20_261_126);
    for (int round = 0; round < ROUNDS; round++) {
      decoder.accept(damaged(seeds.get(random.nextInt(seeds.size())).clone(), random));
    }
  }

  private static List<byte[]> inputs(FuzzTargets target) throws IOException {
    List<byte[]> inputs = new ArrayList<>(target.seeds());
    inputs.addAll(Kept.of(target));
    return inputs;
  }

  private static byte[] damaged(byte[] octets, Random random) {
    for (int i = random.nextInt(8); i >= 0 && octets.length > 0; i--) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt();
    }
    return octets;
  }

  @Test
  void thePlantedFaultIsOne() {
    byte[] sources = Seeds.rtp().getFirst();
    FuzzTarget planted = FuzzTargets.PLANTED.open();
    byte[] cut = Arrays.copyOf(sources, 20);
    cut[0] |= 3;
    assertThrows(IndexOutOfBoundsException.class, () -> planted.accept(cut));
  }
}
