package org.mosexporter.receive;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;

/** What every listener does with a message: is its sender heard, what is it, and onto the queue. */
final class Intake {
  private final List<Cidr> allow;
  private final Decoder decoder;
  private final ReportQueue queue;
  private final InstantSource clock;
  private final ReceiverCounts counts;

  /** Connections share their listener's decoder. */
  private final ReentrantLock decoding = new ReentrantLock();

  /**
   * Takes messages.
   *
   * @param ofConnections reasons of {@link #refuse}
   */
  Intake(
      List<Cidr> allow,
      Decoder decoder,
      Set<String> ofConnections,
      ReportQueue queue,
      InstantSource clock) {
    this.allow = allow;
    this.decoder = decoder;
    this.queue = queue;
    this.clock = clock;
    Set<String> reasons = new HashSet<>(decoder.reasons());
    reasons.addAll(ofConnections);
    counts = new ReceiverCounts(reasons, decoder.kinds());
  }

  ReceiverCounts counts() {
    return counts;
  }

  int mostBytes() {
    return decoder.mostBytes();
  }

  boolean hears(IpAddress sender) {
    return allow.stream().anyMatch(each -> each.contains(sender));
  }

  /** Whether a report of usual size would find room in the queue now. */
  boolean hasRoom() {
    return queue.hasRoom();
  }

  /** Counts a connection that ended for a reason. */
  void refuse(String reason) {
    counts.received();
    counts.refused(reason);
  }

  /**
   * Takes one message.
   *
   * @return what it was. A message for whose report there is no room has no answer, so that whoever
   *     waits for one sends it again
   */
  Decoded take(IpAddress sender, int senderPort, ByteBuffer message) {
    counts.received();
    if (!hears(sender)) {
      return refused(ReceiverCounts.NOT_ALLOWED);
    }
    if (!queue.hasRoom()) {
      return refused(ReceiverCounts.QUEUE_FULL);
    }
    Instant now = clock.instant();
    long atNs = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    Decoded decoded = decode(sender, senderPort, message, atNs);
    switch (decoded.outcome()) {
      case Outcome.Taken taken -> handOn(taken, atNs);
      case Outcome.Kept _ -> counts.handedOn(atNs);
      case Outcome.Unused(String kind) -> counts.unused(kind);
      case Outcome.Refused(String reason) -> counts.refused(reason);
    }
    return decoded;
  }

  private Decoded refused(String reason) {
    counts.refused(reason);
    return Decoded.refused(reason);
  }

  private Decoded decode(IpAddress sender, int senderPort, ByteBuffer message, long atNs) {
    decoding.lock();
    try {
      return decoder.decode(sender, senderPort, message, atNs);
    } finally {
      decoding.unlock();
    }
  }

  private void handOn(Outcome.Taken taken, long atNs) {
    if (queue.offer(new ReceivedReport(taken.report(), atNs, taken.bytes()))) {
      counts.handedOn(atNs);
    } else {
      counts.refused(ReceiverCounts.QUEUE_FULL);
    }
  }
}
