package org.mosexporter.stream.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.mosexporter.stream.reference.TracePacket.Payload;

/** A phone that sends G.711 of 8 kHz; its numbers and timestamps begin anywhere. */
final class Sender {
  static final int UNITS_PER_MS = 8;
  private static final long NS_PER_MS = 1_000_000L;
  private static final int FARTHER_THAN_LOSS = 10_000;

  private final SplittableRandom random;
  private final List<Sent> sent = new ArrayList<>();
  private int ssrc;
  private int sequenceNumber;
  private int timestamp;
  private long sentMs;
  private boolean marker = true;
  private int keptToCome;

  Sender(SplittableRandom random) {
    this.random = random;
    changeSsrc();
  }

  List<Sent> sent() {
    keepLast();
    return List.copyOf(sent);
  }

  long sentMs() {
    return sentMs;
  }

  void speak(int durationMs, int ptimeMs) {
    for (int ms = 0; ms < durationMs; ms += ptimeMs) {
      send(Payload.SPEECH, ptimeMs * UNITS_PER_MS);
      pass(ptimeMs);
    }
  }

  void markNext() {
    marker = true;
  }

  /** Nothing is sent, but the clock of the timestamps goes on. */
  void pass(int ms) {
    sentMs += ms;
    timestamp += ms * UNITS_PER_MS;
  }

  /** Nothing is sent, and the clock of the timestamps stands still. */
  void stop(int ms) {
    sentMs += ms;
  }

  void sendNoise() {
    send(Payload.NOISE, 1);
  }

  /** A key held for so long; its last packet is sent three times (RFC 4733 §2.5.1.4). */
  void press(int durationMs) {
    int beganAt = timestamp;
    markNext();
    for (int i = 0; i < durationMs / 20 + 2; i++) {
      send(Payload.EVENT, 4);
      sentMs += 20;
    }
    timestamp = beganAt + (durationMs + 40) / 20 * 20 * UNITS_PER_MS;
  }

  void changeSsrc() {
    keepLast();
    ssrc = random.nextInt();
    sequenceNumber = random.nextInt(1 << 16);
    timestamp = random.nextInt();
    markNext();
    keptToCome = 1;
  }

  /** Sequence numbers and timestamps begin anew, under the same SSRC. */
  void restart() {
    keepLast();
    sequenceNumber += FARTHER_THAN_LOSS + random.nextInt((1 << 16) - 2 * FARTHER_THAN_LOSS);
    sequenceNumber &= 0xFFFF;
    timestamp = random.nextInt();
    keptToCome = 2;
  }

  private void keepLast() {
    if (!sent.isEmpty()) {
      sent.add(sent.removeLast().keep());
    }
  }

  private void send(Payload payload, int octets) {
    boolean keeps = keptToCome > 0;
    keptToCome -= keeps ? 1 : 0;
    sent.add(
        new Sent(
            ssrc, sequenceNumber, timestamp, marker, payload, octets, sentMs * NS_PER_MS, keeps));
    sequenceNumber = (sequenceNumber + 1) & 0xFFFF;
    marker = false;
  }
}
