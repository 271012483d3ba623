package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.DocBlocks;
import org.mosexporter.DocBlocks.Block;

/**
 * README's chapter <i>Install</i>, typed as it stands by somebody who has nothing else: in a clean
 * Debian, from a signed repository, beside two baresip phones that call. It ends with the MOS of
 * their call, in the answer to README's last command and in the browser.
 *
 * <p>Two things are not as with readers: the repository is at an address of this machine, which
 * takes the place of README's; and there is no systemd to start and reload the service, so that it
 * is started with the arguments of its unit, and systemctl has a stand-in that sends its signal.
 */
class ReadmeIT {
  private static final String KEY = "readme@mos-exporter.example";
  private static final String PUBLISHED = "https://packages.mos-exporter.example";
  private static final String HERE = "http://127.0.0.1:8099";
  private static final List<String> PHONES = List.of("10.80.1.11", "10.80.1.12");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern MOS =
      Pattern.compile(
          "voip_endpoint_mos_lq\\{direction=\"received\",endpoint=\"10\\.80\\.1\\.11\",.*\"measured\"} ([\\d.]+)");
  private static final Path FOLDER =
      Path.of("target", "readme-" + ProcessHandle.current().pid()).toAbsolutePath();

  @TempDir private Path folder;
  private final StringBuilder transcript = new StringBuilder();

  @Test
  void aNewcomerMeasuresACall() throws Exception {
    Programs.need(
        "apt-ftparchive",
        "baresip",
        "chromium",
        "createrepo_c",
        "debootstrap",
        "ethtool",
        "gpg",
        "ip",
        "python3",
        "rpmsign",
        "setpriv");
    Programs.needRoot();
    Path published = publish();
    Path tone = ToneFile.write(folder.resolve("tone.wav"), 300);
    try (Chroot debian = Chroot.create("bookworm", FOLDER.resolve("debian"));
        Namespaces net = new Namespaces(folder, 80)) {
      // What a Debian with a person before it has.
      debian.must("apt-get", "-q", "update");
      debian.must("apt-get", "-y", "-q", "--no-install-recommends", "install", "curl", "sudo");
      Files.writeString(debian.file("/etc/apt/sources.list"), ""); // no way out from here on
      String hub = net.make('H');
      String host = net.make('I');
      net.in(hub, "ip", "link", "add", "hub", "type", "bridge", "ageing_time", "0");
      net.in(hub, "ip", "link", "set", "hub", "up");
      plug(net, hub, host, "eth0", "u1", "10.80.1.9");
      net.in(host, "ip", "route", "add", "default", "via", "10.80.1.1");
      String called = net.make('J');
      String caller = net.make('K');
      plug(net, hub, called, Phone.PORT, "p1", PHONES.get(0));
      plug(net, hub, caller, Phone.PORT, "p2", PHONES.get(1));
      String[] serve = {
        Programs.path("python3"),
        "-m",
        "http.server",
        "8099",
        "--bind",
        "127.0.0.1",
        "--directory",
        published.toString()
      };
      try (Child server = Child.start(folder, "repository", Namespaces.within(host, serve));
          Child answers = phone(called, PHONES.get(0), tone, true, List.of("-t", "900"))) {
        await("a phone").atMost(PATIENCE).until(() -> answers.out().contains("ready"));
        await("the repository").atMost(PATIENCE).until(() -> answersThere(host, server));
        String to = "/dial sip:p@" + PHONES.get(0) + ":" + Phone.sipPort(0);
        List<String> dial = List.of("-t", "280", "-e", to);
        try (Child calls = phone(caller, PHONES.get(1), tone, false, dial)) {
          follow(debian, host);
          assertTrue(calls.runs(), calls::described);
        }
      }
    } finally {
      Path kept = Files.writeString(Path.of("target", "readme-transcript.txt"), transcript + "");
      System.err.println("what was typed, and what came of it: " + kept);
      Chroot.onHost("rm", "-rf", "--one-file-system", FOLDER.toString());
    }
  }

  private boolean answersThere(String host, Child server) throws Exception {
    assertTrue(server.runs(), server::described);
    String[] curl = {"curl", "-sf", HERE + "/mos-exporter.gpg", "-o", "/dev/null"};
    return Child.run(folder, Namespaces.within(host, curl).toArray(String[]::new)).exit() == 0;
  }

  private void follow(Chroot debian, String host) throws Exception {
    long started = System.nanoTime();
    List<Block> blocks = install();
    assertEquals(4, blocks.size(), blocks::toString);
    type(debian, host, blocks.get(0), "");
    type(debian, host, blocks.get(1), "");
    try (Child daemon = service(debian, host)) {
      await("the service")
          .atMost(PATIENCE)
          .until(() -> daemon.err().contains("what is seen: eth0 (which has the default route"));
      Path systemctl =
          Files.writeString(
              debian.file("/usr/local/bin/systemctl"),
              """
              #!/bin/sh
              [ "$*" = 'reload mos-exporter' ] || exit 1
              # Other Javas of this machine have another root.
              for process in $(pidof java); do
                if [ /proc/$process/root -ef / ]; then
                  kill -HUP $process
                fi
              done
              """);
      Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwxr-xr-x"));
      // README says that it asks: Enter keeps what was found, for site, hours, interface, network,
      // its access, PBX and providers; then yes. SetupCommandTest counts the questions.
      String said = type(debian, host, blocks.get(2), "\n".repeat(7) + "y\n");
      assertTrue(said.contains("Networks of the phones"), said);
      assertTrue(said.contains("[10.80.1.0/24]"), said);
      String written = Files.readString(debian.file("/etc/mos-exporter/mos-exporter.yml"));
      assertTrue(written.contains("cidr: \"10.80.1.0/24\""), written);
      assertFalse(written.contains("\r"), written);
      await("the reload")
          .atMost(PATIENCE)
          .until(() -> daemon.err().contains("configuration reloaded"));
      await("a MOS")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .until(() -> MOS.matcher(ask(host, "/metrics")).find());
      Matcher mos = MOS.matcher(type(debian, host, blocks.get(3), ""));
      assertTrue(mos.find());
      assertTrue(Double.parseDouble(mos.group(1)) > 4.3, mos::group); // clean G.711 has 4.41
      transcript.append("# all of it: ").append((System.nanoTime() - started) / 1_000_000_000L);
      transcript.append(" s, 65 of them listening\n");
      String dom = dom(host);
      assertTrue(dom.contains("endpoints/10.80.1.11"), dom);
      assertTrue(dom.matches("(?s).*class=\"mos excellent\">4\\.\\d\\d <i>excellent.*"), dom);
      assertFalse(dom.contains("First steps"), dom);
    }
  }

  /** The blocks of commands between the headings Install and Mirror a port. */
  private static List<Block> install() throws IOException {
    List<String> readme = Files.readAllLines(Path.of("README.md"));
    int from = readme.indexOf("## Install");
    int to = readme.indexOf("## Mirror a port");
    return DocBlocks.all().stream()
        .filter(block -> block.page().equals(Path.of("README.md")))
        .filter(block -> block.language().equals("sh"))
        .filter(block -> block.line() > from && block.line() < to)
        .toList();
  }

  /** On a terminal, as a person does. */
  private String type(Chroot debian, String host, Block block, String answers) throws Exception {
    String text = block.text().replace(PUBLISHED, HERE);
    Files.writeString(debian.file("/root/block"), text);
    Path input = Files.writeString(folder.resolve("answers"), answers);
    String[] terminal = {"script", "-qec", "bash -euo pipefail /root/block", "/dev/null"};
    Child.Result result = inside(debian, host, input, terminal);
    String said = result.out().replace("\r", "");
    text.lines().forEach(line -> transcript.append("$ ").append(line).append('\n'));
    transcript.append(said).append('\n');
    assertEquals(0, result.exit(), () -> block.place() + "\n" + said + result.err());
    return said;
  }

  private static List<String> entered(Chroot debian, String host, String... command) {
    List<String> whole = new ArrayList<>(Namespaces.within(host, "unshare", "--mount", "sh", "-c"));
    whole.add(
        "mount -t proc proc \"$0/proc\" && mount -t sysfs sysfs \"$0/sys\""
            + " && mount -t devtmpfs dev \"$0/dev\" && mkdir -p \"$0/dev/pts\""
            + " && mount -t devpts devpts \"$0/dev/pts\" && exec chroot \"$0\" \"$@\"");
    whole.add(debian.file("/").toString());
    whole.addAll(List.of(command));
    return whole;
  }

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          "LC_ALL", "C.UTF-8",
          "HOME", "/root",
          "DEBIAN_FRONTEND", "noninteractive");

  private Child.Result inside(Chroot debian, String host, Path input, String... command)
      throws Exception {
    Path out = Files.createTempFile(folder, "typed", ".out");
    Path err = Files.createTempFile(folder, "typed", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(entered(debian, host, command))
            .redirectInput(input.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(ENVIRONMENT);
    int exit = builder.start().waitFor();
    return new Child.Result(exit, Files.readString(out), Files.readString(err));
  }

  /** As its unit: that user, that one capability, those arguments. */
  private Child service(Chroot debian, String host) throws Exception {
    String[] command = {
      "setpriv",
      "--reuid=mos-exporter",
      "--regid=mos-exporter",
      "--clear-groups",
      "--inh-caps=-all,+net_raw",
      "--ambient-caps=-all,+net_raw",
      "--bounding-set=-all,+net_raw",
      "--no-new-privs",
      "env",
      "STATE_DIRECTORY=/var/lib/mos-exporter",
      "/usr/bin/mos-exporter",
      "run",
      "--config.file=/etc/mos-exporter/mos-exporter.yml"
    };
    return Child.start(folder, "service", entered(debian, host, command), ENVIRONMENT);
  }

  private String ask(String host, String path) throws Exception {
    String[] curl = {"curl", "-sS", "--max-time", "10", "http://127.0.0.1:10199" + path};
    return Child.must(folder, Namespaces.within(host, curl).toArray(String[]::new));
  }

  private String dom(String host) throws Exception {
    String[] browser = {
      Programs.path("chromium"),
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--user-data-dir=" + folder.resolve("chromium"),
      "--dump-dom",
      "http://127.0.0.1:10199/"
    };
    return Child.must(folder, Namespaces.within(host, browser).toArray(String[]::new));
  }

  private Path publish() throws Exception {
    Path keys = Files.createDirectories(FOLDER.resolve("keys"));
    Chroot.onHost("chmod", "700", keys.toString());
    String home = "GNUPGHOME=" + keys;
    Chroot.onHost(
        "env",
        home,
        "gpg",
        "--batch",
        "--passphrase",
        "",
        "--quick-gen-key",
        KEY,
        "rsa3072",
        "sign",
        "never");
    Path published = FOLDER.resolve("published");
    Chroot.onHost(
        "env", home, "packaging/repository", published.toString(), KEY, Deb.full().toString());
    return published;
  }

  private static void plug(
      Namespaces net, String hub, String namespace, String port, String far, String address)
      throws Exception {
    net.cable(namespace, port, hub, far);
    net.in(hub, "ip", "link", "set", far, "master", "hub");
    net.in(namespace, "ip", "address", "add", address + "/24", "dev", port);
  }

  private Child phone(
      String namespace, String address, Path tone, boolean answers, List<String> options)
      throws IOException {
    return Phone.ofG711(address, answers).start(folder, namespace, tone, options);
  }
}
