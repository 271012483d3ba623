package org.mosexporter.app.setup;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.Passage;
import org.mosexporter.wire.Tap;
import org.mosexporter.wire.sip.SipMessage;
import org.mosexporter.wire.sip.SipParser;

/** Who speaks SIP to whom, and who answers registrations (RFC 3261 §10). */
final class SipFacts implements Tap {
  private static final int MOST_PARTIES = 5_000;
  private static final int MOST_PEERS = 5_000;
  private static final int FIRST_SUCCESS = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int PROXY_UNAUTHORIZED = 407;
  private static final String REGISTER = "REGISTER";

  /** What one address did. */
  static final class Party {
    final Set<IpAddress> peers = new HashSet<>();

    /** Whose registrations it answered, or asked to be proved. */
    final Set<IpAddress> registered = new HashSet<>();

    private String domain = "";
    private String software = "";

    /** The name under which phones register there, unless that is an address. */
    String domain() {
      return domain;
    }

    /** What it calls itself; empty when it did not say. */
    String software() {
      return software;
    }
  }

  private final Map<IpAddress, Party> parties = new HashMap<>();

  Map<IpAddress, Party> parties() {
    return parties;
  }

  @Override
  public void onSip(
      Passage passage, int protocol, long atNs, ByteBuffer window, int offset, int length) {
    Party source = party(passage.source());
    Party destination = party(passage.destination());
    if (source == null || destination == null || source.peers.size() >= MOST_PEERS) {
      return;
    }
    source.peers.add(passage.destination());
    destination.peers.add(passage.source());
    switch (SipParser.parse(window, offset, length)) {
      case SipMessage.Response response -> answered(source, passage.destination(), response);
      case SipMessage.Request request ->
          source.software = request.headers().userAgent().orElse(source.software);
      case SipMessage.Malformed _ -> {
        // the tracker counts it
      }
    }
  }

  private static void answered(Party registrar, IpAddress client, SipMessage.Response response) {
    registrar.software = response.headers().userAgent().orElse(registrar.software);
    int status = response.status();
    boolean answers =
        status == FIRST_SUCCESS || status == UNAUTHORIZED || status == PROXY_UNAUTHORIZED;
    if (answers && response.headers().cseqMethod().equals(REGISTER)) {
      registrar.registered.add(client);
      name(response.headers().toHost()).ifPresent(domain -> registrar.domain = domain);
    }
  }

  private static Optional<String> name(String host) {
    try {
      IpAddress _ = IpAddress.parse(host);
      return Optional.empty();
    } catch (IllegalArgumentException isName) {
      return host.isEmpty() ? Optional.empty() : Optional.of(host);
    }
  }

  private @Nullable Party party(IpAddress address) {
    Party known = parties.get(address);
    if (known == null && parties.size() < MOST_PARTIES) {
      known = new Party();
      parties.put(address, known);
    }
    return known;
  }

  @Override
  public void onRtcp(Passage passage, long atNs, ByteBuffer window, int offset, int length) {
    // RTP says who speaks to whom
  }
}
