package org.mosexporter.wire.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;

/** Reads the lines of one session description (RFC 8866 §5); what it cannot read it leaves out. */
final class SdpReader {
  private static final int MAX_LINES = 1000;
  private static final int MAX_SECTIONS = 32;
  private static final int MAX_ADDRESS_CHARS = 45;

  private final List<SdpSection> sections = new ArrayList<>();
  private final SdpSection session = new SdpSection();

  List<Media> read(String text) {
    int at = 0;
    for (int lines = 0; at < text.length() && lines < MAX_LINES; lines++) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      line(text.substring(at, end).strip());
      at = end + 1;
    }
    List<Media> media = new ArrayList<>();
    for (SdpSection section : sections) {
      section.media(session).ifPresent(media::add);
    }
    return media;
  }

  private void line(String line) {
    if (line.length() < 2 || line.charAt(1) != '=' || sections.size() > MAX_SECTIONS) {
      return;
    }
    String value = line.substring(2).strip();
    SdpSection section = sections.isEmpty() ? session : sections.getLast();
    switch (line.charAt(0)) {
      case 'm' -> sections.add(new SdpSection(value));
      case 'c' -> section.connection(address(value));
      case 'a' -> attribute(section, value);
      default -> {} // bandwidth, names, times, keys: nothing that a call needs
    }
  }

  private static void attribute(SdpSection section, String attribute) {
    int colon = attribute.indexOf(':');
    String name = (colon < 0 ? attribute : attribute.substring(0, colon)).toLowerCase(Locale.ROOT);
    String value = colon < 0 ? "" : attribute.substring(colon + 1).strip();
    switch (name) {
      case "rtpmap" -> section.rtpmap(value);
      case "ptime" -> section.ptime(value);
      case "rtcp" -> rtcp(section, value);
      case "candidate" -> section.candidate(candidate(value));
      case "rtcp-mux" -> section.rtcpMux();
      case "crypto" -> section.protection(Protection.parse(value));
      case "fingerprint" -> section.fingerprint();
      case "sendrecv", "sendonly", "recvonly", "inactive" -> section.direction(name);
      default -> {} // every other attribute
    }
  }

  /** Reads {@code 53020} or {@code 53020 IN IP4 10.1.0.5} (RFC 3605 §2.1). */
  private static void rtcp(SdpSection section, String value) {
    String[] words = value.split("\\s+", 2);
    Optional<IpAddress> address = words.length > 1 ? address(words[1]) : Optional.empty();
    boolean named = words.length > 1 && address.isEmpty(); // by a name, or not at all
    section.rtcp(SdpSection.number(named ? "0" : words[0], SdpSection.MAX_PORT), address);
  }

  /** Reads {@code IN IP4 10.1.0.5}; what follows a slash is a multicast scope (RFC 8866 §5.7). */
  private static Optional<IpAddress> address(String connection) {
    String[] words = connection.split("\\s+", 4);
    if (words.length < 3) {
      return Optional.empty();
    }
    int slash = words[2].indexOf('/');
    return literal(slash < 0 ? words[2] : words[2].substring(0, slash));
  }

  /**
   * Reads {@code 1 1 UDP 2130706431 10.0.1.1 8998 typ host} (RFC 8839 §5.1): foundation, component,
   * transport, priority, address, port. Of TCP or of RTCP alone, and with a name, it is empty.
   */
  private static Optional<MediaCandidate> candidate(String value) {
    String[] words = value.split("\\s+", 9);
    if (words.length < 8 || !words[1].equals("1") || !words[2].equalsIgnoreCase("udp")) {
      return Optional.empty();
    }
    OptionalLong port = Texts.number(words[5], 65_535);
    return port.orElse(0) == 0
        ? Optional.empty()
        : literal(words[4]).map(address -> new MediaCandidate(address, (int) port.getAsLong()));
  }

  private static Optional<IpAddress> literal(String text) {
    // A zone would be looked up among this host's interfaces.
    if (text.isEmpty() || text.length() > MAX_ADDRESS_CHARS || text.indexOf('%') >= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(IpAddress.parse(text));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
