package org.mosexporter.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.mosexporter.capture.FuzzedCaptures;

/** All decoders of what comes from outside, by the name that {@code bench/fuzz --target} takes. */
@SuppressWarnings("ImmutableEnumChecker") // of makers
enum FuzzTargets {
  /** A frame of any link type, the first octet chooses it. */
  LINK(FuzzedLink::new, Seeds::frames),
  FRAGMENTS(FuzzedFragments::new, Seeds::fragments),
  /** SIP and WebSocket over TCP. */
  TCP(FuzzedSegments::new, Seeds::segments),
  RTP(FuzzedRtp::new, Seeds::rtp),
  RTCP(FuzzedRtcp::new, Seeds::rtcp),
  /** STUN, and what TURN relays. */
  STUN(FuzzedStun::new, Seeds::stun),
  SIP(FuzzedSip::new, Seeds::sip),
  SDP(() -> FuzzedSip::sdp, Seeds::sdp),
  /** What capture agents send. */
  HEP(() -> FuzzedHep::message, SeedReports::hep),
  RTCP_JSON(() -> FuzzedHep::json, SeedReports::rtcpJson),
  /** Voice quality reports (RFC 6035). */
  VQ_REPORT(() -> FuzzedReports::quality, SeedReports::quality),
  /** SIP messages with headers in which a side counts. */
  STATISTICS(() -> FuzzedReports::statistics, SeedReports::statistics),
  /** Call management records of CUCM. */
  CMR(() -> FuzzedCmr::file, SeedReports::cmr),
  /** How switches and routers announce themselves (IEEE 802.1AB); {@code setup} reads it. */
  LLDP(() -> FuzzedNeighbours::lldp, SeedNeighbours::lldp),
  /** Likewise, by Cisco's protocol. */
  CDP(() -> FuzzedNeighbours::cdp, SeedNeighbours::cdp),
  /** pcap, pcapng and gzip, as a pipe brings them and mapped in small windows. */
  CAPTURE_FILE(() -> FuzzedCaptures::file, Seeds::captureFiles),
  /** A block of the kernel's ring. */
  RING(() -> FuzzedCaptures::ring, Seeds::rings),
  /** A series of frames past a tracker of their own: everything together. */
  TRACKER(() -> FuzzedTracker::once, Seeds::scenes),
  /** The same past one tracker that lives on: nothing may grow. */
  LIVE_TRACKER(FuzzedTracker::new, Seeds::scenes),
  /** No decoder but a planted fault, to see that the fuzzer finds it. */
  PLANTED(() -> Planted::readPastTheEnd, Seeds::rtp);

  private final Supplier<FuzzTarget> maker;
  private final Supplier<List<byte[]>> seeds;

  FuzzTargets(Supplier<FuzzTarget> maker, Supplier<List<byte[]>> seeds) {
    this.maker = maker;
    this.seeds = seeds;
  }

  FuzzTarget open() {
    return maker.get();
  }

  /** Good inputs of our own making. */
  List<byte[]> seeds() {
    return seeds.get();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static FuzzTargets of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
