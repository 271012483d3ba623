package org.mosexporter.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Listener;
import org.mosexporter.config.Listener.Transport;
import org.mosexporter.config.Receive;
import org.mosexporter.config.Secret;

/** The receive section: a list of listeners per protocol, and folders. */
final class ReceiveReader {
  private final Section section;
  private final Receive defaults;
  private final List<Named> wanted = new ArrayList<>();

  /** A listener, as errors call it. */
  private record Named(String protocol, Listener listener) {}

  /** Which keys a protocol's listeners have besides those of all. */
  private enum Protocol {
    RTCP("rtcp", false, false),
    HEP("hep", true, true),
    SIP("sip", true, false),
    SNMP("snmp", false, false);

    private final String key;
    private final boolean hasTransport;
    private final boolean hasKey;

    Protocol(String key, boolean hasTransport, boolean hasKey) {
      this.key = key;
      this.hasTransport = hasTransport;
      this.hasKey = hasKey;
    }
  }

  ReceiveReader(Section section, Receive defaults) {
    this.section = section;
    this.defaults = defaults;
  }

  Receive read() {
    Receive receive =
        new Receive(
            listeners(Protocol.RTCP, defaults.rtcp()),
            listeners(Protocol.HEP, defaults.hep()),
            listeners(Protocol.SIP, defaults.sip()),
            listeners(Protocol.SNMP, defaults.snmp()),
            folders());
    section.refuseOthers();
    return receive;
  }

  private List<String> folders() {
    List<String> folders = new ArrayList<>();
    for (Section one : section.sections("cmr")) {
      one.required("path");
      one.value("path", ReceiveReader::path).ifPresent(folders::add);
      one.refuseOthers();
    }
    return folders;
  }

  private static String path(String text) {
    if (!text.startsWith("/") || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("an absolute path is expected, such as /var/spool/cmr");
    }
    return text;
  }

  private List<Listener> listeners(Protocol protocol, List<Listener> otherwise) {
    List<Listener> listeners = new ArrayList<>();
    for (Section one : section.sections(protocol.key)) {
      listener(protocol, one).ifPresent(listeners::add);
      one.refuseOthers();
    }
    if (!section.has(protocol.key)) {
      otherwise.forEach(each -> refuseClash(protocol, each, section));
      return otherwise;
    }
    return listeners;
  }

  private Optional<Listener> listener(Protocol protocol, Section one) {
    List<Cidr> allow = one.values("allow", Cidr::parse);
    Transport transport =
        protocol.hasTransport
            ? one.choice("transport", Transport.UDP, Transport.class)
            : Transport.UDP;
    Optional<Secret> key = protocol.hasKey ? one.secret("key") : Optional.empty();
    one.required("listen");
    Optional<Listener> listener =
        one.value("listen", HostPort::parse)
            .map(at -> new Listener(at.host(), at.port(), transport, key, allow));
    listener.ifPresent(each -> refuseClash(protocol, each, one));
    return listener;
  }

  private void refuseClash(Protocol protocol, Listener listener, Section where) {
    for (Named other : wanted) {
      if (other.listener().excludes(listener)) {
        where
            .problems()
            .addValue(
                where.has("listen") ? where.path().child("listen") : where.path(),
                listener.address(),
                "receive.%s has this port already, at %s"
                    .formatted(other.protocol(), other.listener().address()));
      }
    }
    wanted.add(new Named(protocol.key, listener));
  }
}
