package org.mosexporter.notify;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.mosexporter.config.Notifications.Homer;
import org.mosexporter.wire.hep.HepWriter;

/** One server that is sent copies, and what became of them. */
final class HepTarget {
  /** Names may get other addresses. */
  private static final long RESOLVED_FOR_NS = Duration.ofMinutes(5).toNanos();

  private static final long UNRESOLVED_FOR_NS = Duration.ofSeconds(30).toNanos();

  private final Homer homer;
  private final HepWriter writer;
  private final LongSupplier nanoTime;
  private final AtomicLong sent = new AtomicLong();
  private final Map<ForwardFault, AtomicLong> failed = new EnumMap<>(ForwardFault.class);
  private Optional<InetSocketAddress> address = Optional.empty();
  private long resolveAtNs;

  HepTarget(Homer homer, LongSupplier nanoTime) {
    this.homer = homer;
    this.nanoTime = nanoTime;
    writer = new HepWriter(homer.agentId(), homer.key());
    resolveAtNs = nanoTime.getAsLong();
    for (ForwardFault fault : ForwardFault.values()) {
      failed.put(fault, new AtomicLong());
    }
  }

  /** Sends what is fit to be sent. */
  void send(DatagramChannel channel, Sniffed packet, byte[] payload) {
    Optional<ByteBuffer> message =
        writer.write(
            packet.passage(), packet.protocol(), packet.atNs(), packet.payloadType(), payload);
    if (message.isEmpty()) {
      failed(ForwardFault.TOO_LONG);
    } else if (resolved().isEmpty()) {
      failed(ForwardFault.UNRESOLVED);
    } else {
      send(channel, message.get(), resolved().get());
    }
  }

  private void send(DatagramChannel channel, ByteBuffer message, InetSocketAddress to) {
    try {
      int octets = message.remaining();
      if (channel.send(message, to) == octets) {
        sent.getAndIncrement();
        return;
      }
    } catch (IOException refused) {
      // counted below: the network may be away for a while
    }
    failed(ForwardFault.SEND);
  }

  private Optional<InetSocketAddress> resolved() {
    if (nanoTime.getAsLong() - resolveAtNs >= 0) {
      InetSocketAddress now = new InetSocketAddress(homer.host(), homer.port());
      address = now.isUnresolved() ? Optional.empty() : Optional.of(now);
      resolveAtNs =
          nanoTime.getAsLong() + (now.isUnresolved() ? UNRESOLVED_FOR_NS : RESOLVED_FOR_NS);
    }
    return address;
  }

  void failed(ForwardFault fault) {
    AtomicLong count = failed.get(fault);
    if (count != null) {
      count.getAndIncrement();
    }
  }

  ForwardCounters counters() {
    Map<ForwardFault, Long> counts = new EnumMap<>(ForwardFault.class);
    failed.forEach((fault, count) -> counts.put(fault, count.get()));
    return new ForwardCounters(homer.to(), sent.get(), counts);
  }
}
