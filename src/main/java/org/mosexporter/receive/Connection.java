package org.mosexporter.receive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.mosexporter.config.IpAddress;

/**
 * One peer that sends messages one behind the other, on a virtual thread of its own. Each message
 * has ten seconds to be whole, and each answer to be taken; between messages it may be silent for
 * half an hour. What is longer than a message may be, what is none, and too many in a row that are
 * refused, ends it.
 */
final class Connection implements Runnable {
  static final String TIMEOUT = "timeout";
  static final String FRAMING = "framing";
  static final String TLS = "tls";
  static final String TOO_MANY = "connections";
  static final String NO_ROOM = "no_room";
  static final String NOTHING_OF_USE = "refused_in_a_row";

  private static final long IDLE_NS = TimeUnit.MINUTES.toNanos(30);
  private static final long MESSAGE_NS = TimeUnit.SECONDS.toNanos(10);
  private static final int LEAST_BUFFER_BYTES = 4_096;
  private static final long WAIT_FOR_ROOM_MS = 5;

  /** Makes the socket on which is spoken: with TLS, after its handshake. */
  @FunctionalInterface
  interface Greeting {
    Socket greet(Socket socket) throws IOException;
  }

  private final TcpPort port;
  private final Socket socket;
  private final IpAddress sender;
  private final Framing framing;
  private final Intake intake;
  private final Greeting greeting;
  private final int places;
  private byte[] buffer = new byte[LEAST_BUFFER_BYTES];
  private int filled;
  private int refusedInARow;
  private volatile long deadlineNs;
  private volatile boolean idle;
  private volatile boolean expired;

  Connection(
      TcpPort port, Socket socket, Framing framing, Intake intake, Greeting greeting, int places) {
    this.port = port;
    this.socket = socket;
    this.sender = IpAddress.of(socket.getInetAddress());
    this.framing = framing;
    this.intake = intake;
    this.greeting = greeting;
    this.places = places;
    deadlineNs = System.nanoTime() + MESSAGE_NS;
  }

  IpAddress sender() {
    return sender;
  }

  int places() {
    return places;
  }

  boolean isIdle() {
    return idle;
  }

  long deadlineNs() {
    return deadlineNs;
  }

  boolean isOf(TcpPort one) {
    return port.equals(one);
  }

  void expire(long nowNs) {
    if (nowNs - deadlineNs > 0) {
      expired = !idle;
      close();
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException gone) {
      // which is what was wanted
    }
  }

  @Override
  public void run() {
    boolean greeted = false;
    try (socket;
        Socket spoken = greeting.greet(socket)) {
      greeted = true;
      talk(spoken);
    } catch (IOException ended) {
      if (expired) {
        intake.refuse(sender, TIMEOUT);
      } else if (!greeted) {
        intake.refuse(sender, TLS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      filled = 0;
      shrink();
      port.ended(this);
    }
  }

  private void talk(Socket spoken) throws IOException, InterruptedException {
    InputStream in = spoken.getInputStream();
    while (true) {
      int message = filled == 0 ? Framing.MORE : framing.messageBytes(buffer, filled);
      if (message == Framing.BROKEN) {
        intake.refuse(sender, FRAMING);
        return;
      }
      if (message != Framing.MORE && message <= filled) {
        take(spoken, message);
        if (refusedInARow >= framing.mostRefusedInARow()) {
          intake.refuse(sender, NOTHING_OF_USE);
          return;
        }
      } else if (!read(in, message)) {
        return;
      }
    }
  }

  /** False when no more comes. */
  private boolean read(InputStream in, int message) throws IOException {
    if (filled == 0) {
      waitFor(IDLE_NS, true);
    }
    if (!hasRoomFor(Math.max(message, filled + 1))) {
      intake.refuse(sender, NO_ROOM);
      return false;
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read <= 0) {
      return false;
    }
    if (filled == 0) {
      waitFor(MESSAGE_NS, false);
    }
    filled += read;
    return true;
  }

  private boolean hasRoomFor(int wanted) {
    if (wanted <= buffer.length) {
      return true;
    }
    int bytes = Math.min(SipDecoder.MOST_BYTES, Math.max(wanted, 2 * filled));
    if (!port.grow(bytes - buffer.length)) {
      return false;
    }
    buffer = Arrays.copyOf(buffer, bytes);
    return true;
  }

  /** Gives back what only a long message needed. */
  private void shrink() {
    if (filled < LEAST_BUFFER_BYTES && buffer.length > LEAST_BUFFER_BYTES) {
      port.grow(LEAST_BUFFER_BYTES - buffer.length);
      buffer = Arrays.copyOf(buffer, LEAST_BUFFER_BYTES);
    }
  }

  private void take(Socket spoken, int message) throws IOException, InterruptedException {
    waitFor(MESSAGE_NS, false);
    while (!intake.hasRoom() && !expired) {
      Thread.sleep(WAIT_FOR_ROOM_MS); // the peer has to wait, too
    }
    OutputStream out = spoken.getOutputStream();
    out.write(framing.pong(buffer, message));
    Decoded taken =
        intake.take(sender, socket.getPort(), ByteBuffer.wrap(buffer, 0, message).slice());
    refusedInARow =
        switch (taken.outcome()) {
          case Outcome.Taken _, Outcome.Kept _ -> 0;
          case Outcome.Unused _ -> refusedInARow; // such as line ends
          case Outcome.Refused _ -> refusedInARow + 1;
        };
    if (taken.answer().isPresent()) {
      ByteBuffer octets = taken.answer().get().octets();
      out.write(octets.array(), octets.arrayOffset(), octets.remaining());
    }
    out.flush();
    filled -= message;
    System.arraycopy(buffer, message, buffer, 0, filled);
    shrink();
  }

  private void waitFor(long ns, boolean forNothing) {
    deadlineNs = System.nanoTime() + ns;
    idle = forNothing;
  }
}
