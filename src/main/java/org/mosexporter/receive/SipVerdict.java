package org.mosexporter.receive;

import java.util.List;
import org.mosexporter.wire.sip.VqReport;

/** What a request is to a collector of voice quality reports, and how it is answered. */
sealed interface SipVerdict {
  /** Header fields of the answer that only this verdict has. */
  List<String> fields();

  /** It reports: 200. */
  record Report(VqReport report, List<String> fields) implements SipVerdict {}

  /** It is well and reports nothing: 200. */
  record Nothing(String kind, List<String> fields) implements SipVerdict {}

  /**
   * It is not for us.
   *
   * @param status with its phrase, as a status line has it
   */
  record Refusal(String status, String reason, List<String> fields) implements SipVerdict {}

  /** What the status line of the answer says. */
  default String status() {
    return this instanceof Refusal refusal ? refusal.status() : "200 OK";
  }
}
