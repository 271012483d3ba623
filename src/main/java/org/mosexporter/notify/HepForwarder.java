package org.mosexporter.notify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongSupplier;
import org.mosexporter.config.Notifications.Homer;
import org.mosexporter.config.Table;
import org.mosexporter.wire.Passage;
import org.mosexporter.wire.Tap;
import org.mosexporter.wire.hep.HepWriter;
import org.mosexporter.wire.hep.PayloadType;
import org.mosexporter.wire.hep.RtcpJsonWriter;
import org.mosexporter.wire.sip.Forwardable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends copies of the SIP and RTCP that is sniffed here to servers that take HEP 3 over UDP: SIP
 * less its secrets and texts, RTCP as JSON.
 *
 * <p>It has a thread of its own behind a bounded queue: the tracker never waits, and what it does
 * not take is counted.
 */
public final class HepForwarder implements Tap, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HepForwarder.class);
  private static final int UDP = 17;

  private final BlockingQueue<Sniffed> queue =
      new ArrayBlockingQueue<>(Table.FORWARDED_PACKETS.entries());
  private final List<HepTarget> targets;
  private final DatagramChannel channel;
  private final Thread thread;

  private HepForwarder(List<HepTarget> targets, DatagramChannel channel) {
    this.targets = targets;
    this.channel = channel;
    thread = Thread.ofPlatform().daemon().name("hep-out").unstarted(this::run);
  }

  /**
   * Starts to send.
   *
   * @throws IOException when no socket can be had
   */
  public static HepForwarder start(List<Homer> homers, LongSupplier nanoTime) throws IOException {
    List<HepTarget> targets = homers.stream().map(homer -> new HepTarget(homer, nanoTime)).toList();
    HepForwarder started = new HepForwarder(targets, DatagramChannel.open());
    started.thread.start();
    return started;
  }

  /** What became of it so far, for each server in the order of the configuration. */
  public List<ForwardCounters> counters() {
    return targets.stream().map(HepTarget::counters).toList();
  }

  @Override
  public void onSip(
      Passage passage, int protocol, long atNs, ByteBuffer window, int offset, int length) {
    offer(passage, protocol, atNs, PayloadType.SIP, window, offset, length);
  }

  @Override
  public void onRtcp(Passage passage, long atNs, ByteBuffer window, int offset, int length) {
    offer(passage, UDP, atNs, PayloadType.RTCP, window, offset, length);
  }

  private void offer(
      Passage passage,
      int protocol,
      long atNs,
      int payloadType,
      ByteBuffer window,
      int offset,
      int length) {
    if (length > HepWriter.MAX_BYTES) {
      targets.forEach(target -> target.failed(ForwardFault.TOO_LONG));
      return;
    }
    byte[] octets = new byte[length];
    window.get(offset, octets);
    if (!queue.offer(new Sniffed(passage, protocol, atNs, payloadType, ByteBuffer.wrap(octets)))) {
      targets.forEach(target -> target.failed(ForwardFault.QUEUE_FULL));
    }
  }

  private void run() {
    try {
      while (true) {
        send(queue.take());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Sniffed packet) {
    try {
      Optional<byte[]> payload = payload(packet);
      if (payload.isEmpty()) {
        targets.forEach(target -> target.failed(ForwardFault.NOTHING));
      } else {
        targets.forEach(target -> target.send(channel, packet, payload.get()));
      }
    } catch (RuntimeException fault) {
      targets.forEach(target -> target.failed(ForwardFault.SEND));
      LOG.error("a packet could not be sent on: this is a fault of the program", fault);
    }
  }

  private static Optional<byte[]> payload(Sniffed packet) {
    ByteBuffer octets = packet.octets();
    return packet.payloadType() == PayloadType.SIP
        ? Forwardable.of(octets, 0, octets.limit())
        : RtcpJsonWriter.write(octets, 0, octets.limit());
  }

  /** Ends the thread; what waits is not sent. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
      channel.close();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (IOException closed) {
      // it is not used any more
    }
  }
}
