package org.mosexporter.call;

import org.jspecify.annotations.Nullable;
import org.mosexporter.stream.Media;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.StreamTable;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.rtp.RtpView;

/**
 * A flow that nobody announced and that may be RTP: its latest packets, and how it looks so far.
 */
final class Candidate {
  private static final int LAST_STATIC = 34;
  private static final int FIRST_DYNAMIC = 96;
  private static final int LAST_SYSTEM_PORT = 1023;
  private static final int HTTPS_PORT = 443;

  /** Packets in line before they are looked at. */
  private static final int LEAST = 4;

  /** Once so many packets proved nothing, only each fourth is looked at. */
  private static final int PATIENCE = RecentPackets.CAPACITY;

  private static final int SELDOM = 4;

  /** Two of the longest packets (120 ms), and some. */
  private static final long TENURE_NS = 250_000_000L;

  private final RecentPackets recent = new RecentPackets();
  private int inLine = 1;

  /**
   * Whether a packet may belong to RTP that nobody announced: not on ports of the system, where RTP
   * is not sent to, but on that of HTTPS, through which firewalls let calls.
   */
  static boolean isPlausible(Datagram datagram, RtpView rtp) {
    int type = rtp.payloadType();
    return (type <= LAST_STATIC || type >= FIRST_DYNAMIC)
        && isMediaPort(datagram.sourcePort())
        && isMediaPort(datagram.destinationPort())
        && rtp.payloadBytes() > 0;
  }

  private static boolean isMediaPort(int port) {
    return port > LAST_SYSTEM_PORT || port == HTTPS_PORT;
  }

  void add(Newcomers newcomers, int place) {
    recent.add(newcomers, place);
  }

  /** Remembers one packet; what it proves the medium to be, null while nothing. */
  @Nullable Media add(Datagram datagram, RtpView rtp, RtpEvidence evidence) {
    int before = recent.latest(0);
    boolean follows =
        Newcomers.follows(
            recent.atNs(before),
            recent.sequence(before),
            recent.timestamp(before),
            datagram.atNs(),
            rtp);
    if (!follows) {
      inLine = 0;
      recent.beginAnew();
    }
    inLine++;
    recent.add(datagram, rtp);
    boolean turn = inLine <= PATIENCE || inLine % SELDOM == 0;
    return inLine >= LEAST && turn ? evidence.of(recent) : null;
  }

  void replay(StreamTable streams, RtpStream stream) {
    recent.replay(streams, stream);
  }

  /** Packets that {@link #replay} hands over. */
  int replayed() {
    return recent.remembered() - 1;
  }

  /** Packets that were too many to remember. */
  int forgotten() {
    return recent.packets() - recent.remembered();
  }

  int packets() {
    return recent.packets();
  }

  /**
   * Whether another may have its place: it went silent, or what it showed proves nothing. The clock
   * may have been set back.
   */
  boolean givesWay(long nowNs) {
    long silentNs = nowNs - lastNs();
    return silentNs < 0 || silentNs >= TENURE_NS || recent.packets() > PATIENCE;
  }

  long lastNs() {
    return recent.atNs(recent.latest(0));
  }
}
