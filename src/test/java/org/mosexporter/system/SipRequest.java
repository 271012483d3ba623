package org.mosexporter.system;

import static org.mosexporter.system.ReportLab.CALLER;
import static org.mosexporter.system.ReportLab.DAEMON;
import static org.mosexporter.system.ReportLab.SIP_PORT;

import java.nio.file.Path;

/**
 * One request that SIPp sends to the daemon, and the one answer that it takes.
 *
 * @param fields further lines of the head
 */
record SipRequest(String method, String fields, String body, int status) {
  /** Lines of a head that go with quality reports. */
  static final String OF_REPORTS = "Event: vq-rtcpxr\nContent-Type: application/vq-rtcpxr\n";

  private static final int FIRST_PORT = 5100;

  /** A quality report, which is taken. */
  static SipRequest publication(String report) {
    return new SipRequest("PUBLISH", OF_REPORTS, report, 200);
  }

  private String scenario() {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <scenario name="one request">
      <send retrans="500"><![CDATA[
    %s sip:mos@[remote_ip]:[remote_port] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
    Max-Forwards: 70
    From: <sip:1010@lab>;tag=[call_number]
    To: <sip:mos@lab>
    Call-ID: [call_id]
    CSeq: 1 %s
    %sContent-Length: [len]

    %s
    ]]></send>
      <recv response="%d"/>
    </scenario>
    """
        .formatted(method, method, fields, body, status);
  }

  /**
   * Sends it, and sees its answer.
   *
   * @param number of it within its lab
   */
  void play(ReportLab lab, int number) throws Exception {
    Path file = lab.write("scenario-" + number + ".xml", scenario());
    String options =
        "-sf %s -i %s -p %d -m 1 -nostdin -timeout 20 %s:%d"
            .formatted(file, CALLER, FIRST_PORT + number, DAEMON, SIP_PORT);
    lab.run("sipp", options.split(" "));
  }
}
