package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.mosexporter.system.ReportLab.DAEMON;
import static org.mosexporter.system.ReportLab.HEP_PORT;
import static org.mosexporter.system.ReportLab.PBX;

import java.nio.file.Path;

/** A proxy on {@link ReportLab#PBX} that sends each request on to where it is for. */
final class Kamailio {
  /** As which it tells what it traces. */
  static final String AGENT = "3";

  static final int PORT = 5060;

  private static final String BEGINNING =
      """
      debug=1
      log_stderror=yes
      fork=no
      children=1
      disable_tcp=yes
      listen=udp:%s:%d
      """
          .formatted(PBX, PORT);

  private static final String TRACING =
      """
      loadmodule "sl.so"
      loadmodule "tm.so"
      loadmodule "pv.so"
      loadmodule "siptrace.so"
      modparam("siptrace", "duplicate_uri", "sip:%s:%d")
      modparam("siptrace", "hep_mode_on", 1)
      modparam("siptrace", "hep_version", 3)
      modparam("siptrace", "hep_capture_id", %s)
      modparam("siptrace", "trace_to_database", 0)
      modparam("siptrace", "trace_on", 1)
      modparam("siptrace", "trace_mode", 1)
      """
          .formatted(DAEMON, HEP_PORT, AGENT);

  private static final String END =
      """
      request_route {
        forward();
      }
      """;

  /** Starts one that tells the daemon of each message that it takes and sends. */
  static void tracing(ReportLab lab) throws Exception {
    start(lab, BEGINNING + TRACING + END);
  }

  static void forwarding(ReportLab lab) throws Exception {
    start(lab, BEGINNING + END);
  }

  private static void start(ReportLab lab, String configuration) throws Exception {
    Path config = lab.write("kamailio.cfg", configuration);
    String pid = lab.folder().resolve("pid").toString();
    String run = lab.folder().toString();
    lab.start(
        "kamailio", "kamailio", "-f", "" + config, "-m", "32", "-M", "4", "-P", pid, "-Y", run);
    await("kamailio").until(() -> lab.listens(PORT));
  }

  private Kamailio() {}
}
