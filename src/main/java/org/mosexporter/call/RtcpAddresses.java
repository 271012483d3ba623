package org.mosexporter.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.IpAddress;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.wire.link.Datagram;

/**
 * Where RTCP is sent and taken that is not beside its media: another port, or another host (RFC
 * 3605). Bounded by the addresses that calls may announce.
 */
final class RtcpAddresses {
  /** More calls than this at one address at a time are not told apart. */
  private static final int MAX_CALLS = 4;

  private final Map<MediaAddress, List<Side>> sides = new HashMap<>();
  private final MediaAddress probe = new MediaAddress();

  /** One side of a call, by the host that its media goes to. */
  private record Side(Call call, IpAddress host) {}

  void announce(MediaAddress address, Call call, IpAddress host) {
    List<Side> here = sides.computeIfAbsent(address, _ -> new ArrayList<>(1));
    here.removeIf(side -> side.call == call);
    if (here.size() == MAX_CALLS) {
      here.removeFirst();
    }
    here.add(new Side(call, host));
  }

  void withdraw(MediaAddress address, Call call) {
    List<Side> here = sides.get(address);
    if (here != null && here.removeIf(side -> side.call == call) && here.isEmpty()) {
      sides.remove(address);
    }
  }

  boolean isKnown(Datagram datagram) {
    return !from(datagram).isEmpty() || !to(datagram).isEmpty();
  }

  private List<Side> from(Datagram datagram) {
    return at(datagram.sourceHigh(), datagram.sourceLow(), datagram.sourcePort());
  }

  private List<Side> to(Datagram datagram) {
    return at(datagram.destinationHigh(), datagram.destinationLow(), datagram.destinationPort());
  }

  private List<Side> at(long high, long low, int port) {
    List<Side> here = sides.get(probe.set(high, low, port));
    return here == null ? List.of() : here;
  }

  /** The stream that a report between these addresses is about; null when nobody knows. */
  @Nullable RtpStream reported(Datagram datagram, int ssrc) {
    RtpStream stream = withSsrc(from(datagram), ssrc);
    return stream != null ? stream : withSsrc(to(datagram), ssrc);
  }

  private static @Nullable RtpStream withSsrc(List<Side> here, int ssrc) {
    for (int i = here.size() - 1; i >= 0; i--) {
      for (RtpStream stream : here.get(i).call.streams) {
        if (stream.ssrc() == ssrc) {
          return stream;
        }
      }
    }
    return null;
  }

  /** Visits the streams that the sender of this RTCP may have heard. */
  void forEachHeard(Datagram datagram, Consumer<RtpStream> action) {
    for (Side sender : from(datagram)) {
      sender.call.streams.stream()
          .filter(stream -> stream.destination().equals(sender.host))
          .forEach(action);
    }
    for (Side receiver : to(datagram)) {
      receiver.call.streams.stream()
          .filter(stream -> stream.source().equals(receiver.host))
          .forEach(action);
    }
  }
}
