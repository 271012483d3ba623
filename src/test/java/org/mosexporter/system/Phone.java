package org.mosexporter.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A baresip phone that says a tone to whoever it talks to.
 *
 * @param name of its folder and its output
 * @param user of its SIP address
 * @param host of its SIP address, an IPv6 address in brackets
 * @param answers whether it takes calls by itself
 * @param account what its account says of codecs and encryption, beginning with the codecs
 * @param modules lines that load what it needs beyond what each does
 * @param settings further lines
 * @param line which of those that share an address, counted from 0
 */
record Phone(
    String name,
    String user,
    String host,
    boolean answers,
    String account,
    List<String> modules,
    String settings,
    int line) {
  /** The interface that it is plugged in with. */
  static final String PORT = "tel";

  private static final int FIRST_SIP_PORT = 5060;
  private static final int FIRST_RTP_PORT = 20_000;
  private static final int RTP_PORTS = 100;

  /** The only one at its address. */
  Phone(
      String name,
      String user,
      String host,
      boolean answers,
      String account,
      List<String> modules,
      String settings) {
    this(name, user, host, answers, account, modules, settings, 0);
  }

  /** One that speaks G.711 and tells at the end what it counted. */
  static Phone ofG711(String address, boolean answers) {
    return new Phone(
        "phone-" + address,
        "p",
        address,
        answers,
        "pcmu/8000/1",
        List.of("g711.so"),
        "rtp_stats yes");
  }

  /** Where a line is called. */
  static int sipPort(int line) {
    return FIRST_SIP_PORT + 2 * line;
  }

  /** Starts it with further options. */
  Child start(Path folder, String namespace, Path tone, List<String> options) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    String mode = answers ? "auto" : "manual";
    Files.writeString(
        home.resolve("accounts"),
        "<sip:%s@%s>;regint=0;answermode=%s;audio_codecs=%s%n"
            .formatted(user, host, mode, account));
    Files.writeString(home.resolve("contacts"), "");
    Files.writeString(home.resolve("config"), config(tone));
    List<String> command =
        new ArrayList<>(
            Namespaces.within(namespace, Programs.path("baresip"), "-f", home.toString()));
    command.addAll(options);
    return Child.start(folder, name, command);
  }

  private String config(Path tone) {
    int firstRtpPort = FIRST_RTP_PORT + line * RTP_PORTS;
    StringBuilder loaded = new StringBuilder();
    modules.forEach(module -> loaded.append("module ").append(module).append('\n'));
    return """
    sip_listen %s:%d
    net_interface %s
    module_path /usr/lib/baresip/modules
    %smodule aufile.so
    module aubridge.so
    module_tmp uuid.so
    module_tmp account.so
    module_app menu.so
    audio_source aufile,%s
    audio_player aubridge,speaker
    audio_alert aubridge,bell
    ausrc_srate 8000
    auplay_srate 8000
    ausrc_channels 1
    auplay_channels 1
    rtp_tos 184
    rtp_ports %d-%d
    rtcp_mux no
    %s
    """
        .formatted(
            host,
            sipPort(line),
            PORT,
            loaded,
            tone,
            firstRtpPort,
            firstRtpPort + RTP_PORTS,
            settings);
  }
}
