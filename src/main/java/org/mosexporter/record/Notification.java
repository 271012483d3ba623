package org.mosexporter.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.FindingChange;
import org.mosexporter.diagnosis.FindingChange.Event;
import org.mosexporter.diagnosis.Scope;

/**
 * What is told of a finding.
 *
 * @param id 32 hexadecimal digits, the same however often it is sent, also after a restart
 */
public record Notification(String id, FindingChange change) {
  private static final int ID_BYTES = 16;

  public static Notification of(FindingChange change) {
    Finding finding = change.finding();
    Scope scope = finding.scope();
    String all =
        String.join(
            "\0",
            change.event().label(),
            Instants.rfc3339(change.atNs()),
            finding.cause().label(),
            scope.kind().label(),
            scope.name(),
            scope.site());
    return new Notification(HexFormat.of().formatHex(sha256(all), 0, ID_BYTES), change);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never); // every JVM has it
    }
  }

  public Event event() {
    return change.event();
  }

  public long atNs() {
    return change.atNs();
  }

  public Finding finding() {
    return change.finding();
  }

  /** The same finding, of which something else is told. */
  public Notification as(Event event) {
    return of(new FindingChange(event, atNs(), finding()));
  }
}
