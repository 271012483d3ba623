package org.mosexporter.notify;

import java.util.Map;

/**
 * What was sent on to one server; every reason is there from the start.
 *
 * @param to as it was configured
 * @param sent given to the network: nobody answers
 */
public record ForwardCounters(String to, long sent, Map<ForwardFault, Long> failed) {
  public ForwardCounters {
    failed = Map.copyOf(failed);
  }
}
