package org.mosexporter.receive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;

/**
 * The connections of all listeners, bounded together by the memory they take ({@link
 * Table#REPORT_CONNECTIONS}): one place each, eight where it is encrypted. One address has at most
 * a quarter. A new one takes the place of that which has been silent for longest.
 */
final class Connections {
  static final int PLACES_OF_TLS = 8;
  private static final int PLACES = Table.REPORT_CONNECTIONS.entries();
  private static final int MOST_OF_ONE = PLACES / 4;

  /** For all messages together that are longer than a connection's first buffer. */
  private static final int MOST_GROWN_BYTES = 1 << 20;

  private final List<Connection> open = new ArrayList<>();
  private int places;
  private int grownBytes;
  private long evictions;

  /** Lets it in, or not. */
  synchronized boolean add(Connection wanted) {
    if (placesOf(wanted.sender()) + wanted.places() > MOST_OF_ONE) {
      return false;
    }
    while (places + wanted.places() > PLACES) {
      Optional<Connection> silent =
          open.stream()
              .filter(Connection::isIdle)
              .min(Comparator.comparingLong(Connection::deadlineNs));
      if (silent.isEmpty()) {
        return false;
      }
      evictions++;
      silent.get().close();
      remove(silent.get());
    }
    places += wanted.places();
    return open.add(wanted);
  }

  private int placesOf(IpAddress sender) {
    return open.stream()
        .filter(each -> each.sender().equals(sender))
        .mapToInt(Connection::places)
        .sum();
  }

  synchronized void remove(Connection gone) {
    if (open.remove(gone)) {
      places -= gone.places();
    }
  }

  /** Whether a buffer may grow by so much, or shrink where it is below 0. */
  synchronized boolean grow(int bytes) {
    if (bytes > 0 && grownBytes + bytes > MOST_GROWN_BYTES) {
      return false;
    }
    grownBytes += bytes;
    return true;
  }

  /** Ends those whose time is over. */
  synchronized void expire(long nowNs) {
    open.forEach(each -> each.expire(nowNs));
  }

  /** Ends those of one listener. */
  synchronized void close(TcpPort port) {
    open.stream().filter(each -> each.isOf(port)).forEach(Connection::close);
  }

  synchronized int places() {
    return places;
  }

  synchronized long evictions() {
    return evictions;
  }
}
