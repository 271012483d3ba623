package org.mosexporter.call;

import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.rtp;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Config;
import org.mosexporter.config.Group;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Network;
import org.mosexporter.config.Privacy;
import org.mosexporter.config.Server;
import org.mosexporter.config.Trunk;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/** A tracker and those who send packets past it; times in seconds after noon of a day in 2026. */
final class Office {
  static final String ALICE = "10.1.20.11";
  static final String BOB = "10.1.20.12";
  static final String PBX = "10.1.0.5";
  static final String PROVIDER = "203.0.113.5";
  static final long NOON_NS =
      Instant.parse("2026-03-02T12:00:00Z").getEpochSecond() * 1_000_000_000L;

  private static final int EF = 46;

  /** By a hash that anybody knows; that of the daemon has a key. */
  static final Pseudonyms PSEUDONYMS = new Pseudonyms(Office::sha256);

  private static byte[] sha256(byte[] octets) {
    try {
      return java.security.MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  final Seen seen = new Seen();
  final Tracker tracker;

  /** Octets of each frame that are captured. */
  int snapLength = 65_535;

  Office() {
    this(config(Limits.defaults(), Privacy.Form.PLAIN));
  }

  Office(LinkType link) {
    this(config(Limits.defaults(), Privacy.Form.PLAIN), link);
  }

  Office(Config config) {
    this(config, LinkType.ETHERNET);
  }

  private Office(Config config, LinkType link) {
    this(config, link, seen -> seen);
  }

  /** Where somebody else gets the events. */
  Office(Config config, CallEvents events) {
    this(config, LinkType.ETHERNET, _ -> events);
  }

  private Office(Config config, LinkType link, UnaryOperator<CallEvents> events) {
    tracker = new Tracker(config, events.apply(seen), new Names(config.privacy(), PSEUDONYMS));
    tracker.onObservationPoint(0, new ObservationPoint("eth1", link));
  }

  static Config config(Limits limits, Privacy.Form users) {
    return Config.defaults("berlin")
        .but()
        .networks(
            List.of(
                new Network("all", Cidr.parse("10.0.0.0/8"), Network.Access.UNKNOWN, "berlin"),
                new Network("phones", Cidr.parse("10.1.20.0/24"), Network.Access.WIRED, "berlin"),
                new Network("hamburg", Cidr.parse("10.2.0.0/16"), Network.Access.VPN, "hamburg")))
        .servers(List.of(new Server("pbx1", List.of(IpAddress.parse(PBX)), Server.Kind.PBX)))
        .trunks(List.of(new Trunk("telco-a", List.of(Cidr.parse("203.0.113.0/28")))))
        .groups(List.of(new Group("sales", java.util.regex.Pattern.compile("10[0-4][0-9]"))))
        .privacy(Privacy.all(users))
        .limits(limits)
        .build();
  }

  static long ns(double seconds) {
    return NOON_NS + Math.round(seconds * 1e9);
  }

  void packet(double atSeconds, byte[] frame) {
    int captured = Math.min(snapLength, frame.length);
    ByteBuffer window = Frames.window(Arrays.copyOf(frame, captured));
    tracker.onPacket(window, 0, captured, frame.length, ns(atSeconds), 0, 0);
    tracker.flush();
  }

  void udp(double atSeconds, String source, int sourcePort, String target, int port, byte[] data) {
    packet(atSeconds, frame(source, sourcePort, target, port, EF, data));
  }

  void sip(double atSeconds, String source, String target, String message) {
    byte[] octets = ascii(message.replace("\n", "\r\n"));
    udp(atSeconds, source, 5060, target, 5060, octets);
  }

  /** A phone registers and is accepted. */
  void register(double atSeconds, String phone, String user, String userAgent) {
    sip(atSeconds, phone, PBX, Sip.register(user, userAgent));
    sip(atSeconds, PBX, phone, Sip.response(200, "reg-" + user, 1, "REGISTER", ""));
  }

  /** G.711, a packet each 20 ms, without those whose number the predicate names. */
  void speech(
      double fromSeconds,
      int packets,
      String source,
      int sourcePort,
      String target,
      int targetPort,
      int ssrc,
      IntPredicate lost) {
    for (int i = 0; i < packets; i++) {
      if (!lost.test(i)) {
        speechPacket(fromSeconds, i, source, sourcePort, target, targetPort, ssrc);
      }
    }
  }

  void speechPacket(
      double fromSeconds,
      int number,
      String source,
      int sourcePort,
      String target,
      int targetPort,
      int ssrc) {
    byte[] octets = rtp(ssrc, 0, number == 0, number & 0xFFFF, 160L * number, 160);
    udp(fromSeconds + 0.02 * number, source, sourcePort, target, targetPort, octets);
  }

  /** Both directions at once, in order of time: 4000 here, 5000 there. */
  void conversation(double fromSeconds, int packets, String one, String other, IntPredicate lost) {
    for (int i = 0; i < packets; i++) {
      speechPacket(fromSeconds, i, one, 4000, other, 5000, 0x0A);
      if (!lost.test(i)) {
        speechPacket(fromSeconds + 0.01, i, other, 5000, one, 4000, 0x0B);
      }
    }
  }

  TrackerCounters counters() {
    return tracker.counters();
  }

  long counted(PacketKind kind) {
    return counters().packets().getOrDefault(kind, -1L);
  }
}
