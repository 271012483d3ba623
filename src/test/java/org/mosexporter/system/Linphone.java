package org.mosexporter.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Linphone that says a tone, sends extended reports to its peer and quality reports to us. */
final class Linphone {
  private static final int ANSWERS_FOR_SECONDS = 60;

  /** One that takes calls by itself. */
  static Child answering(ReportLab lab, String name, String address, int port) throws IOException {
    return start(lab, name, address, port, "-a", "sleep " + ANSWERS_FOR_SECONDS);
  }

  /** One that calls, hangs up, and waits for its last report to be sent. */
  static Child calling(ReportLab lab, String name, String address, int port, String to, int seconds)
      throws IOException {
    return start(
        lab,
        name,
        address,
        port,
        "",
        "echo call %s; sleep %d; echo terminate; sleep 5".formatted(to, seconds));
  }

  private static Child start(
      ReportLab lab, String name, String address, int port, String option, String commands)
      throws IOException {
    Path home = lab.folder().resolve("home-" + name);
    Files.createDirectories(home.resolve(".local/share/linphone"));
    Files.createDirectories(home.resolve(".config/linphone"));
    Path config = lab.write(name + ".rc", config(name, address, port));
    Path tone = ToneFile.write(lab.folder().resolve(name + ".wav"), 90);
    String script =
        """
        (sleep 2; echo soundcard use files; echo play %s; %s; echo quit; sleep 2) |
          HOME=%s linphonec %s -d 6 -l %s.log -c %s
        """
            .formatted(tone, commands, home, option, home, config);
    return lab.start(name, "sh", "-c", script);
  }

  private static String config(String name, String address, int port) {
    return """
    [sip]
    sip_port=%2$d
    sip_tcp_port=0
    sip_tls_port=0
    contact=sip:%1$s@%3$s
    default_proxy=0
    media_encryption=none
    register_only_when_network_is_up=0

    [rtp]
    audio_rtp_port=%4$d
    rtcp_enabled=1
    rtcp_xr_enabled=1
    rtcp_xr_rcvr_rtt_mode=all
    rtcp_xr_rcvr_rtt_max_size=10000
    rtcp_xr_stat_summary_enabled=1
    rtcp_xr_voip_metrics_enabled=1

    [net]
    mtu=1300

    [sound]
    echocancellation=0
    use_files=1

    [video]
    enabled=0
    capture=0
    display=0

    [audio_codec_0]
    mime=PCMU
    rate=8000
    channels=1
    enabled=1

    [proxy_0]
    reg_proxy=<sip:%5$s:5060>
    reg_identity=sip:%1$s@%3$s:%2$d
    reg_sendregister=0
    publish=0
    quality_reporting_enabled=1
    quality_reporting_collector=sip:mos@%6$s:%7$d
    quality_reporting_interval=10
    """
        .formatted(
            name,
            port,
            address,
            port + 16_000,
            ReportLab.PBX,
            ReportLab.DAEMON,
            ReportLab.SIP_PORT);
  }

  private Linphone() {}
}
