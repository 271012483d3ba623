package org.mosexporter.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mosexporter.config.Notifications;
import org.mosexporter.config.Notifications.Homer;
import org.mosexporter.config.Notifications.Webhook;
import org.mosexporter.config.Secret;

/** The section {@code notify}. */
final class NotifyReader {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})|[0-9a-fA-F:.]+");
  private static final int LARGEST_PORT = 65_535;
  private static final long LARGEST_ID = 0xFFFF_FFFFL;

  private final Section section;

  NotifyReader(Section section) {
    this.section = section;
  }

  Notifications read() {
    List<Homer> homers = new ArrayList<>();
    for (Section one : section.sections("hep")) {
      one.required("to");
      Optional<Homer> at = one.value("to", NotifyReader::homer);
      long id = one.value("id", NotifyReader::agentId).orElse(Notifications.DEFAULT_AGENT_ID);
      Optional<Secret> key = one.secret("key");
      at.ifPresent(to -> homers.add(new Homer(to.host(), to.port(), id, key)));
      one.refuseOthers();
    }
    List<Webhook> webhooks = WebhookReader.read(section);
    section.refuseOthers();
    return new Notifications(homers, webhooks);
  }

  private static Homer homer(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[|\\]$", "");
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("host:port is expected, such as homer.example:9060");
    }
    int port = Units.whole(text.substring(colon + 1), 1, LARGEST_PORT);
    return new Homer(host, port, Notifications.DEFAULT_AGENT_ID, Optional.empty());
  }

  private static long agentId(String text) {
    try {
      long id = Long.parseLong(text);
      if (id >= 0 && id <= LARGEST_ID) {
        return id;
      }
    } catch (NumberFormatException none) {
      // said below
    }
    throw new IllegalArgumentException("a number from 0 to " + LARGEST_ID + " is expected");
  }
}
