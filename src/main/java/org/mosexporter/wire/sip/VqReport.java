package org.mosexporter.wire.sip;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.mosexporter.config.IpAddress;

/**
 * A voice quality report as a phone sends it (RFC 6035 §4.6), in whatever dialect. All texts are
 * bounded and without control characters; what was not sent is empty.
 *
 * @param last whether no more of this session come
 * @param callId of the call that is reported on, as CallID or DialogID say
 * @param localUser of LocalID, whose end the reporter is; {@code remoteUser} likewise
 * @param originator user of OrigID, who called: one of the two others
 * @param local metrics of what the reporter received; {@code remote} of what the other end did, as
 *     it told the reporter
 * @param extensions lines of the vendor's own, by name in lower case
 * @param invalid tokens whose value is none of theirs
 */
public record VqReport(
    Kind kind,
    boolean last,
    Optional<Alert> alert,
    String callId,
    String localUser,
    String remoteUser,
    String originator,
    End localEnd,
    End remoteEnd,
    String localGroup,
    String remoteGroup,
    VqMetrics local,
    Optional<VqMetrics> remote,
    Map<String, String> extensions,
    int invalid) {
  public VqReport {
    extensions = Map.copyOf(extensions);
  }

  /** What occasioned the report. */
  public enum Kind {
    SESSION,
    INTERVAL,
    ALERT
  }

  /**
   * A threshold that was crossed.
   *
   * @param type token of the metric, as sent
   * @param severity as sent: Warning, Critical or Clear
   * @param direction as sent: local or remote
   */
  public record Alert(String type, String severity, String direction) {}

  /**
   * One end of the media.
   *
   * @param ssrcs of the stream that it sends: none, one, or two where digits may be decimal or
   *     hexadecimal
   * @param mac twelve hexadecimal digits in lower case; empty when not told
   */
  public record End(
      Optional<IpAddress> address, OptionalInt port, List<Integer> ssrcs, String mac) {
    public End {
      ssrcs = List.copyOf(ssrcs);
    }
  }
}
