package org.mosexporter.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;
import org.mosexporter.config.Notifications.MinSeverity;
import org.mosexporter.config.Notifications.Webhook;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Table;
import org.mosexporter.diagnosis.Cause;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.Evidence;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.Scope;
import org.mosexporter.diagnosis.Severity;
import org.mosexporter.record.Findings;

/** What findings and notifications take of the heap while webhooks are away. */
class NotificationBytesTest {
  private static final int WEBHOOKS = 40;
  private static final int FINDINGS = 50;

  /** Each with texts of its own, as if nothing that says them were shared. */
  private static Finding finding(int number) {
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      evidence.add(
          new Evidence(
              "lost between the phone and us, of " + number, i / 7.0, "ratio", "measured"));
    }
    return new Finding(
        Cause.WIFI,
        new Scope("berlin", Scope.Kind.ENDPOINT, "10.1.20." + number),
        Severity.WARNING,
        0.9,
        Findings.NOON_NS,
        evidence,
        1,
        4,
        OptionalDouble.of(11.5),
        OptionalDouble.of(0.5),
        "Connect the phone " + number + " by cable, or give its access point a voice queue (WMM)",
        OptionalDouble.of(0.2));
  }

  private static WebhookTarget away(int number) {
    Webhook webhook =
        new Webhook(
            "away" + number,
            new Secret("http://127.0.0.1:1/"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            MinSeverity.INFO,
            Optional.empty());
    WebhookTarget target =
        new WebhookTarget(
            webhook,
            Optional.empty(),
            new Backoff(() -> 0),
            new Delivery(webhook, ""),
            () -> Instant.ofEpochSecond(0, Findings.NOON_NS),
            0);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < FINDINGS; i++) {
      findings.add(finding(i));
    }
    boolean _ =
        target.on(new Conclusions(Findings.NOON_NS, findings, List.of(), List.of(), List.of()), 0);
    return target;
  }

  @Test
  void ofFindingsAndNotifications() {
    List<WebhookTarget> kept = new ArrayList<>();
    kept.add(away(-1));
    long before = LiveHeap.bytes();
    int entries = 0;
    for (int i = 0; i < WEBHOOKS; i++) {
      kept.add(away(i));
      entries += kept.getLast().entries();
    }
    long bytes = LiveHeap.bytes() - before;
    assertEquals(WEBHOOKS * 2 * FINDINGS, entries);
    LiveHeap.assertDeclared(Table.NOTIFICATIONS, bytes / entries);
    kept.forEach(WebhookTarget::close);
  }
}
