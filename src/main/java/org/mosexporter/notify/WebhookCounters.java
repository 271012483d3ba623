package org.mosexporter.notify;

import java.util.Map;

/**
 * What one webhook was told; every fault is there from the start.
 *
 * @param to its name
 * @param waiting notifications that are to be told, with the one that is on its way
 */
public record WebhookCounters(String to, long sent, int waiting, Map<WebhookFault, Long> faults) {
  public WebhookCounters {
    faults = Map.copyOf(faults);
  }
}
