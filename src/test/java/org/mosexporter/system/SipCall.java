package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.system.ReportLab.CALLEE;
import static org.mosexporter.system.ReportLab.CALLER;

/** Calls between two of SIPp's own scenarios, and single requests; without speech. */
final class SipCall {
  static final int CALLEE_PORT = 5070;
  private static final int CALLER_PORT = 5071;

  /** Where the two say that they hear. */
  static final int CALLER_MEDIA = 6000;

  static final int CALLEE_MEDIA = 6002;

  /** Calls, talks for a while and hangs up. */
  static void dial(ReportLab lab, String through, int milliseconds) throws Exception {
    Child caller = calling(lab, "c1@lab", through, milliseconds);
    assertEquals(0, caller.result().exit(), caller::described);
  }

  /** The caller, which ends with the call. */
  static Child calling(ReportLab lab, String callId, String through, int milliseconds)
      throws Exception {
    sipp(
        lab,
        "callee",
        "-sn uas -i %1$s -p %2$d -mi %1$s -mp %3$d".formatted(CALLEE, CALLEE_PORT, CALLEE_MEDIA));
    await("the callee").until(() -> lab.listens(CALLEE_PORT));
    return sipp(
        lab,
        "caller",
        "-sn uac -i %1$s -p %2$d -mi %1$s -mp %3$d -d %4$d -cid_str %5$s -rsa %6$s %7$s:%8$d"
            .formatted(
                CALLER,
                CALLER_PORT,
                CALLER_MEDIA,
                milliseconds,
                callId,
                through,
                CALLEE,
                CALLEE_PORT));
  }

  private static Child sipp(ReportLab lab, String name, String arguments) throws Exception {
    return lab.start(name, "sipp", (arguments + " -m 1 -nostdin").split(" "));
  }

  private SipCall() {}
}
