package org.mosexporter.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Asks the daemon by its control socket, in HTTP/1.0: one question, then all until the end. */
final class SocketFileRequests implements DaemonRequests {
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path path;

  SocketFileRequests(Path path) {
    this.path = path;
  }

  /** Whether a daemon is there, and this user may ask it. */
  boolean isAnswered() {
    try (SocketChannel channel = connected()) {
      return channel.isConnected();
    } catch (IOException nobody) {
      return false;
    }
  }

  @Override
  public String where() {
    return path.toString();
  }

  @Override
  public Answer ask(Question question) throws IOException {
    try (SocketChannel channel = connected()) {
      ByteBuffer request = ByteBuffer.wrap(request(question));
      while (request.hasRemaining()) {
        channel.write(request);
      }
      return answer(answered(channel, question.longest().toMillis()));
    }
  }

  private SocketChannel connected() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(path));
      return channel;
    } catch (IOException nobody) {
      channel.close();
      throw new NoDaemonException(where(), nobody);
    }
  }

  private static byte[] request(Question question) {
    String head =
        "%s %s HTTP/1.0\r\nHost: localhost\r\nAccept: application/json\r\n"
            .formatted(question.method(), question.path());
    int length = question.json().length;
    String body =
        length == 0
            ? "\r\n"
            : "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes((head + body).getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(question.json());
    return all.toByteArray();
  }

  private byte[] answered(SocketChannel channel, long longestMs) throws IOException {
    channel.configureBlocking(false);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      int octets;
      while ((octets = channel.read(buffer.clear())) >= 0 && all.size() < MOST_BYTES) {
        all.write(buffer.array(), 0, octets);
        if (octets == 0 && selector.select(longestMs) == 0) {
          throw new IOException("the daemon at " + path + " does not answer in time");
        }
        selector.selectedKeys().clear();
      }
    }
    return all.toByteArray();
  }

  /** Status line, headers, an empty line, the body. */
  private Answer answer(byte[] all) throws IOException {
    String text = new String(all, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.matches("(?s)HTTP/1\\.[01] \\d{3} .*")) {
      throw new IOException("what answers at " + path + " is no daemon of ours");
    }
    int status = Integer.parseInt(text.substring(9, 12));
    return new Answer(status, Arrays.copyOfRange(all, end + 4, all.length));
  }
}
