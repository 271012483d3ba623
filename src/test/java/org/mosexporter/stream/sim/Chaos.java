package org.mosexporter.stream.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.mosexporter.stream.reference.TracePacket;
import org.mosexporter.stream.reference.TracePacket.Payload;

/** Speech that is disturbed in every way at once, so that rare rules meet each other. */
public final class Chaos {
  private static final long NS_PER_MS = 1_000_000L;

  private final SplittableRandom random;
  private final List<TracePacket> packets = new ArrayList<>();
  private int number;
  private int timestamp;
  private long atMs;
  private double queueMs;
  private int stepMs = 20;

  private Chaos(long seed) {
    random = new SplittableRandom(seed);
    number = random.nextInt();
    timestamp = random.nextInt();
    atMs = random.nextLong(1L << 40);
  }

  /** So many packets of 8 kHz, in order of arrival. */
  public static List<TracePacket> packets(long seed, int count) {
    Chaos chaos = new Chaos(seed);
    while (chaos.packets.size() < count) {
      chaos.step();
    }
    return chaos.packets;
  }

  private void step() {
    number++;
    timestamp += 8 * stepMs;
    atMs += stepMs;
    disturb();
    if (random.nextInt(40) > 0) {
      send(number, timestamp);
    }
    if (random.nextInt(25) == 0) {
      int back = random.nextInt(random.nextInt(10) == 0 ? 120 : 6);
      send(number - back, timestamp - 8 * stepMs * back);
    }
  }

  private void disturb() {
    queueMs = Math.max(0, queueMs + 30 * (random.nextDouble() - 0.55));
    switch (random.nextInt(900)) {
      case 0 -> number += random.nextInt(1 << 16);
      case 1 -> number += random.nextInt(3100);
      case 2 -> timestamp = random.nextInt();
      case 3 -> timestamp += random.nextInt(-20_000, 20_000);
      case 4 -> atMs += random.nextInt(5_000);
      case 5 -> pause(random.nextInt(15_000));
      case 6 -> queueMs += random.nextInt(600);
      case 7 -> atMs -= random.nextInt(300);
      case 8 -> stepMs = 10 * random.nextInt(1, 7);
      case 9 -> lose(random.nextInt(800));
      default -> {}
    }
  }

  private void pause(int ms) {
    atMs += ms;
    timestamp += 8 * ms;
  }

  private void lose(int count) {
    number += count;
    pause(count * stepMs);
  }

  private void send(int sequenceNumber, int packetTimestamp) {
    boolean marker = random.nextInt(120) == 0;
    long arrivalNs = (atMs + Math.round(queueMs)) * NS_PER_MS + random.nextLong(NS_PER_MS);
    Payload payload =
        switch (random.nextInt(60)) {
          case 0 -> Payload.NOISE;
          case 1 -> Payload.EVENT;
          default -> Payload.SPEECH;
        };
    packets.add(
        new TracePacket(sequenceNumber & 0xFFFF, packetTimestamp, marker, arrivalNs, payload));
  }
}
