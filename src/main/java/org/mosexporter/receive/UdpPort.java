package org.mosexporter.receive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.mosexporter.config.IpAddress;
import org.mosexporter.receive.ListenerState.Listening;

/** Datagrams, each a message. Used by its listener's thread. */
final class UdpPort implements Port {
  /** A site's phones may report all at once; the kernel may grant less. */
  private static final int RECEIVE_BUFFER_BYTES = 4 << 20;

  private final Intake intake;
  private final ByteBuffer datagram;

  UdpPort(Intake intake) {
    this.intake = intake;
    datagram = ByteBuffer.allocateDirect(intake.mostBytes());
  }

  @Override
  public void serve(InetSocketAddress address, Consumer<Listening> opened) throws IOException {
    // Of its own family: a socket of IPv6 would hear both on 0.0.0.0.
    ProtocolFamily family =
        address.getAddress().getAddress().length == 4
            ? StandardProtocolFamily.INET
            : StandardProtocolFamily.INET6;
    try (DatagramChannel channel = DatagramChannel.open(family)) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
      channel.bind(address);
      opened.accept(
          new Listening(
              (InetSocketAddress) channel.getLocalAddress(),
              OptionalInt.of(channel.getOption(StandardSocketOptions.SO_RCVBUF))));
      while (!Thread.currentThread().isInterrupted()) {
        datagram.clear();
        if (channel.receive(datagram) instanceof InetSocketAddress sender) {
          take(channel, sender, datagram.flip());
        }
      }
    }
  }

  private void take(DatagramChannel channel, InetSocketAddress from, ByteBuffer message)
      throws ClosedByInterruptException {
    IpAddress sender = IpAddress.of(from.getAddress());
    Optional<Decoded.Answer> answer = intake.take(sender, from.getPort(), message).answer();
    if (answer.isEmpty()) {
      return;
    }
    InetSocketAddress back = new InetSocketAddress(from.getAddress(), answer.get().port());
    try {
      channel.send(answer.get().octets(), back);
    } catch (ClosedByInterruptException closed) {
      throw closed;
    } catch (IOException unreachable) {
      // Who cannot be answered asks again; the report is taken.
    }
  }
}
