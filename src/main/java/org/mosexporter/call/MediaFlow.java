package org.mosexporter.call;

import java.util.List;
import java.util.Optional;
import org.mosexporter.config.IpAddress;

/**
 * One direction of media as somebody named it, who may see other addresses than we do.
 *
 * @param sourcePort 0 when not told; {@code destinationPort} likewise
 * @param ssrcs of the stream: none, one, or several of which one is right
 */
public record MediaFlow(
    Optional<IpAddress> source,
    int sourcePort,
    Optional<IpAddress> destination,
    int destinationPort,
    List<Integer> ssrcs) {
  public MediaFlow {
    ssrcs = List.copyOf(ssrcs);
  }

  /** How well a stream fits. */
  enum Fit {
    NONE,
    /** Its SSRC, and the address of one end: the other may be behind a NAT. */
    ONE_END,
    /** Its SSRC and both media addresses. */
    BOTH_ENDS
  }

  /** Whether this is what is told of here; never without an SSRC. */
  Fit fit(IpAddress from, int fromPort, IpAddress to, int toPort, int ssrc) {
    if (!ssrcs.contains(ssrc)) {
      return Fit.NONE;
    }
    boolean sameSource = isAt(source, sourcePort, from, fromPort);
    boolean sameDestination = isAt(destination, destinationPort, to, toPort);
    if (sameSource && sameDestination) {
      return Fit.BOTH_ENDS;
    }
    return sameSource || sameDestination ? Fit.ONE_END : Fit.NONE;
  }

  private static boolean isAt(Optional<IpAddress> told, int toldPort, IpAddress at, int port) {
    return told.filter(at::equals).isPresent() && (toldPort == 0 || toldPort == port);
  }
}
