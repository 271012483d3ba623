package org.mosexporter.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Hostile inputs for a decoder: every truncation of good ones, and seeded damage to them. */
public final class Fuzz {
  private static final int ROUNDS = 200_000;

  /** Hands each prefix of each input to the decoder, the empty one and the whole included. */
  public static void truncate(List<byte[]> inputs, Consumer<byte[]> decoder) {
    for (byte[] input : inputs) {
      for (int length = 0; length <= input.length; length++) {
        decoder.accept(Arrays.copyOf(input, length));
      }
    }
  }

  /** Hands on 200,000 inputs: random octets, and good inputs with some octets changed or cut. */
  public static void mutate(List<byte[]> inputs, Consumer<byte[]> decoder) {
    Random random = new Random(20_260_101);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] octets = inputs.get(random.nextInt(inputs.size())).clone();
      int damage = random.nextInt(10);
      if (damage == 0) {
        octets = new byte[random.nextInt(200)];
        random.nextBytes(octets);
      }
      for (int i = 0; i < damage && octets.length > 0; i++) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt();
      }
      if (damage > 7) {
        octets = Arrays.copyOf(octets, random.nextInt(octets.length + 1));
      }
      decoder.accept(octets);
    }
  }

  private Fuzz() {}
}
