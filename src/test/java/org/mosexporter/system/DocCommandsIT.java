package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.DocBlocks;
import org.mosexporter.DocBlocks.Block;
import org.mosexporter.MovedOffice;

/**
 * What the documentation tells readers to type is typed: each {@code sh} block must succeed, and
 * each {@code console} block must show what the commands print, where … stands for anything. It
 * happens on a host of its own (docs-lab.sh) that sniffs the simulated office.
 */
class DocCommandsIT {
  private static final String CONFIGURATION =
      """
      site: berlin
      networks:
        - {name: phones, cidr: 10.1.20.0/24, access: wired}
        - {name: office-wifi, cidr: 10.1.30.0/23, access: wifi}
      servers: [{name: pbx1, addresses: [10.1.0.5], kind: pbx}]
      trunks: [{name: telco-a, cidrs: [203.0.113.0/28]}]
      capture: [{interface: eth1}]
      snmp:
        credentials: {branch: {version: 2, community: not-a-secret}}
        devices: [{name: gw1, address: 10.1.0.1, credentials: branch}]
      """;

  @TempDir private Path folder;

  /** One command or block, and where it stands. */
  private record Typed(Block block, String command, String shown) {}

  @TestFactory
  List<DynamicTest> commandsDoWhatIsPromised() throws Exception {
    Programs.need("baresip", "curl", "ethtool", "ip", "openssl", "python3", "tcpdump", "unshare");
    Programs.needRoot();
    List<Typed> all = typed();
    Path commands = Files.createDirectories(folder.resolve("commands"));
    for (int i = 0; i < all.size(); i++) {
      Files.writeString(commands.resolve("%03d".formatted(i)), all.get(i).command());
    }
    run();
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Typed one = all.get(i);
      Path result = folder.resolve("results").resolve("%03d".formatted(i));
      String printed = Files.readString(result);
      String code = Files.readString(result.resolveSibling(result.getFileName() + ".code")).strip();
      String name = one.block().place() + ": " + one.command().lines().findFirst().orElse("");
      tests.add(DynamicTest.dynamicTest(name, () -> check(one, printed, code)));
    }
    assertTrue(tests.size() >= 20, "only " + tests.size() + " commands");
    return tests;
  }

  private void run() throws IOException, InterruptedException {
    try (OutputStream pcap = Files.newOutputStream(folder.resolve("office.pcap"))) {
      MovedOffice.write(Instant.now(), Duration.ofSeconds(100), pcap);
    }
    Files.writeString(folder.resolve("office.yml"), CONFIGURATION);
    for (String resource : List.of("docs-lab.sh", "replay.py")) {
      try (InputStream source = DocCommandsIT.class.getResourceAsStream(resource)) {
        Files.write(folder.resolve(resource), Objects.requireNonNull(source).readAllBytes());
      }
    }
    String[] lab = {
      "unshare",
      "--mount",
      "--net",
      "bash",
      folder.resolve("docs-lab.sh").toString(),
      folder.toString(),
      Path.of("").toAbsolutePath().toString()
    };
    Process process =
        new ProcessBuilder(lab)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("lab.log").toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> read(folder.resolve("lab.log")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private static void check(Typed one, String printed, String code) {
    if (Boolean.getBoolean("docs.show")) {
      System.out.println("### " + one.block().place() + " $ " + one.command() + "\n" + printed);
    }
    if (one.block().language().equals("sh")) {
      assertEquals("0", code, printed);
      return;
    }
    // Trouble is what some of these commands are there to show: then their code is not 0.
    assertTrue(code.equals("0") || code.equals("1"), code + "\n" + printed);
    StringBuilder pattern = new StringBuilder();
    for (String line : one.shown().lines().toList()) {
      pattern.append(
          line.equals("…") ? "(?:.*\n)*?" : Pattern.quote(line).replace("…", "\\E.*?\\Q") + "\n");
    }
    assertTrue(
        Pattern.matches(pattern.toString(), printed.endsWith("\n") ? printed : printed + "\n"),
        () -> "shown:\n" + one.shown() + "\nprinted:\n" + printed);
  }

  private static List<Typed> typed() throws IOException {
    Map<String, String> notRun = DocBlocks.notRun();
    List<Typed> all = new ArrayList<>();
    for (Block block : DocBlocks.all()) {
      if (block.language().equals("sh") && !notRun.containsKey(block.key())) {
        all.add(new Typed(block, block.text(), ""));
      } else if (block.language().equals("console")) {
        all.addAll(commands(block));
      }
    }
    return all;
  }

  private static List<Typed> commands(Block block) {
    List<Typed> commands = new ArrayList<>();
    String command = "";
    StringBuilder shown = new StringBuilder();
    for (String line : block.text().lines().toList()) {
      if (line.startsWith("$ ")) {
        if (!command.isEmpty()) {
          commands.add(new Typed(block, command, shown.toString()));
        }
        command = line.substring(2);
        shown.setLength(0);
      } else {
        shown.append(line).append('\n');
      }
    }
    commands.add(new Typed(block, command, shown.toString()));
    return commands;
  }
}
