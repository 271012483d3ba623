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
  private final Protocol protocol;
  private final Reporters reporters;
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
      Protocol protocol,
      List<Cidr> allow,
      Decoder decoder,
      Set<String> ofConnections,
      Receiver.Shared shared) {
    this.protocol = protocol;
    this.allow = allow;
    this.decoder = decoder;
    queue = shared.queue();
    reporters = shared.reporters();
    clock = shared.clock();
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
  void refuse(IpAddress sender, String reason) {
    counts.received();
    countRefused(sender, reason, nowNs());
  }

  /**
   * Takes one message.
   *
   * @return what it was. A message for whose report there is no room has no answer, so that whoever
   *     waits for one sends it again
   */
  Decoded take(IpAddress sender, int senderPort, ByteBuffer message) {
    counts.received();
    long atNs = nowNs();
    if (!hears(sender)) {
      return refused(sender, ReceiverCounts.NOT_ALLOWED, atNs);
    }
    if (!queue.hasRoom()) {
      return refused(sender, ReceiverCounts.QUEUE_FULL, atNs);
    }
    Decoded decoded = decode(sender, senderPort, message, atNs);
    switch (decoded.outcome()) {
      case Outcome.Taken taken -> handOn(sender, taken, atNs);
      case Outcome.Kept _ -> countHandedOn(sender, atNs);
      case Outcome.Unused(String kind) -> counts.unused(kind);
      case Outcome.Refused(String reason) -> countRefused(sender, reason, atNs);
    }
    return decoded;
  }

  private Decoded refused(IpAddress sender, String reason, long atNs) {
    countRefused(sender, reason, atNs);
    return Decoded.refused(reason);
  }

  private void countHandedOn(IpAddress sender, long atNs) {
    counts.handedOn(atNs);
    reporters.reported(protocol, sender, atNs);
  }

  private void countRefused(IpAddress sender, String reason, long atNs) {
    counts.refused(reason);
    reporters.refused(protocol, sender, reason, atNs);
  }

  private long nowNs() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  private Decoded decode(IpAddress sender, int senderPort, ByteBuffer message, long atNs) {
    decoding.lock();
    try {
      return decoder.decode(sender, senderPort, message, atNs);
    } finally {
      decoding.unlock();
    }
  }

  private void handOn(IpAddress sender, Outcome.Taken taken, long atNs) {
    if (queue.offer(new ReceivedReport(taken.report(), atNs, taken.bytes()))) {
      countHandedOn(sender, atNs);
    } else {
      countRefused(sender, ReceiverCounts.QUEUE_FULL, atNs);
    }
  }
}
