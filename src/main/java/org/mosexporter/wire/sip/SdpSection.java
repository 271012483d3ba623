package org.mosexporter.wire.sip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;

/** What has been read of one section: the session's own lines or those of one {@code m=} line. */
final class SdpSection {
  private static final int MAX_PAYLOAD_TYPES = 128;
  static final int MAX_PORT = 65_535;
  private static final int MAX_CANDIDATES = 16;
  private static final int MAX_PROTECTIONS = 16;
  private static final int MAX_PTIME_MS = 1_000;
  private static final int MAX_CLOCK_RATE_HZ = 10_000_000;
  private static final int MAX_CHANNELS = 255;

  private final String kind;
  private final String profile;
  private final OptionalInt port;
  private final List<Integer> payloadTypes = new ArrayList<>();
  private final Map<Integer, Encoding> encodings = new HashMap<>();
  private boolean hasConnection;
  private Optional<IpAddress> connection = Optional.empty();
  private OptionalInt rtcpPort = OptionalInt.empty();
  private Optional<IpAddress> rtcpAddress = Optional.empty();
  private boolean rtcpMux;
  private final List<MediaCandidate> candidates = new ArrayList<>();
  private final List<Protection> protections = new ArrayList<>();
  private boolean hasFingerprint;
  private OptionalInt ptimeMs = OptionalInt.empty();
  private String direction = "";

  /** Begins the session's own section. */
  SdpSection() {
    this("");
  }

  /** Begins a section with {@code audio 49170/2 RTP/AVP 0 8} (RFC 8866 §5.14). */
  SdpSection(String mediaLine) {
    String[] words = mediaLine.split("\\s+", MAX_PAYLOAD_TYPES + 4);
    kind = Texts.bounded(words[0].toLowerCase(Locale.ROOT));
    port = words.length > 1 ? number(beforeSlash(words[1]), MAX_PORT) : OptionalInt.empty();
    profile = words.length > 2 ? words[2].toUpperCase(Locale.ROOT) : "";
    for (int i = 3; i < words.length && payloadTypes.size() < MAX_PAYLOAD_TYPES; i++) {
      number(words[i], 127).ifPresent(payloadTypes::add);
    }
  }

  void connection(Optional<IpAddress> address) {
    hasConnection = true;
    connection = address;
  }

  /** Reads {@code 96 opus/48000/2}. */
  void rtpmap(String value) {
    String[] words = value.split("\\s+", 3);
    if (words.length < 2) {
      return;
    }
    String[] parts = words[1].split("/", 4);
    OptionalInt payloadType = number(words[0], 127);
    OptionalInt clockRateHz =
        parts.length > 1 ? number(parts[1], MAX_CLOCK_RATE_HZ) : OptionalInt.empty();
    OptionalInt channels = parts.length > 2 ? number(parts[2], MAX_CHANNELS) : OptionalInt.empty();
    if (payloadType.isPresent() && clockRateHz.orElse(0) > 0 && !parts[0].isEmpty()) {
      encodings.put(
          payloadType.getAsInt(),
          new Encoding(
              Texts.bounded(parts[0]), clockRateHz.getAsInt(), Math.max(1, channels.orElse(1))));
    }
  }

  void ptime(String value) {
    OptionalInt ms = number(value, MAX_PTIME_MS);
    ptimeMs = ms.orElse(0) > 0 ? ms : ptimeMs;
  }

  /** Takes {@code a=rtcp}; the address is empty when it is that of the media (RFC 3605 §2.1). */
  void rtcp(OptionalInt port, Optional<IpAddress> address) {
    rtcpPort = port;
    rtcpAddress = address;
  }

  void protection(Optional<Protection> protection) {
    if (protection.isPresent() && protections.size() < MAX_PROTECTIONS) {
      protections.add(protection.get());
    }
  }

  /** A certificate for DTLS (RFC 8122 §5). */
  void fingerprint() {
    hasFingerprint = true;
  }

  void candidate(Optional<MediaCandidate> candidate) {
    if (candidate.isPresent() && candidates.size() < MAX_CANDIDATES) {
      candidates.add(candidate.get());
    }
  }

  void rtcpMux() {
    rtcpMux = true;
  }

  void direction(String name) {
    direction = name;
  }

  /** The stream, unless it is no RTP or its address is unknown. */
  Optional<Media> media(SdpSection session) {
    Optional<IpAddress> address = hasConnection ? connection : session.connection;
    if (address.isEmpty() || port.isEmpty() || !isRtpOverUdp()) {
      return Optional.empty();
    }
    int rtpPort = port.getAsInt();
    int portAfter = rtpPort == 0 || rtpPort == MAX_PORT ? 0 : rtpPort + 1;
    return Optional.of(
        new Media(
            kind,
            address.get(),
            rtpPort,
            rtcpAddress.orElse(address.get()),
            rtcpPort.orElse(portAfter),
            rtcpMux,
            candidates,
            payloadTypes,
            encodings,
            ptimeMs.isPresent() ? ptimeMs : session.ptimeMs,
            directionWithin(session),
            protections(session.hasFingerprint)));
  }

  private List<Protection> protections(boolean sessionHasFingerprint) {
    List<Protection> all = new ArrayList<>(protections);
    if (profile.contains("TLS/") || hasFingerprint || sessionHasFingerprint) {
      all.add(Protection.DTLS);
    }
    if (!profile.contains("SAVP")) {
      all.add(Protection.NONE); // with keys: as the other side likes
    }
    return all;
  }

  private boolean isRtpOverUdp() {
    return profile.contains("RTP/") && !profile.contains("TCP");
  }

  private String directionWithin(SdpSection session) {
    if (!direction.isEmpty()) {
      return direction;
    }
    return session.direction.isEmpty() ? "sendrecv" : session.direction;
  }

  private static String beforeSlash(String word) {
    int slash = word.indexOf('/');
    return slash < 0 ? word : word.substring(0, slash);
  }

  static OptionalInt number(String digits, int max) {
    OptionalLong number = Texts.number(digits, max);
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }
}
