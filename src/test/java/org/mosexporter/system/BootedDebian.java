package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/**
 * A {@link Chroot} with its own systemd as process 1 (boot.sh), in namespaces of its own. What the
 * kernel does not permit is told, and the test skipped: a container without its own control groups
 * cannot boot anything.
 */
final class BootedDebian implements AutoCloseable {
  private static final int NOT_PERMITTED = 3;
  private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");

  /** degraded: Debian 13 wants to load kernel modules, which no namespace may. */
  private static final Set<String> UP = Set.of("running\n", "degraded\n");

  private final Chroot debian;
  private final Chroot.Running boot;
  private final ProcessHandle init;

  private BootedDebian(Chroot debian, Chroot.Running boot, ProcessHandle init) {
    this.debian = debian;
    this.boot = boot;
    this.init = init;
  }

  static BootedDebian boot(Chroot debian) throws Exception {
    Files.deleteIfExists(debian.file("/usr/sbin/policy-rc.d")); // services shall start
    Path script = debian.file("/root/boot.sh");
    try (InputStream source = BootedDebian.class.getResourceAsStream("boot.sh")) {
      Files.write(script, Objects.requireNonNull(source).readAllBytes());
    }
    Chroot.Running boot =
        Chroot.begin(List.of("bash", script.toString(), debian.file("/").toString()));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !boot.process().isAlive() || systemd(boot.process()) != null);
    if (!boot.process().isAlive()) {
      removeGroups(boot.process().pid());
      String why = "systemd cannot be booted: " + boot.said();
      System.err.println("SKIPPED: " + why);
      assertEquals(NOT_PERMITTED, boot.process().exitValue(), why);
      Assumptions.abort("SKIPPED: " + why);
    }
    BootedDebian booted =
        new BootedDebian(debian, boot, Objects.requireNonNull(systemd(boot.process())));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> UP.contains(booted.run("systemctl", "is-system-running").out()));
    return booted;
  }

  /** The child, once it is no longer the script. */
  private static ProcessHandle systemd(Process boot) {
    return boot.children()
        .filter(child -> child.info().command().orElse("").endsWith("/systemd"))
        .findFirst()
        .orElse(null);
  }

  Chroot debian() {
    return debian;
  }

  Chroot.Result run(String... command) throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(List.of("nsenter", "--target", Long.toString(init.pid())));
    whole.addAll(List.of("--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup"));
    whole.addAll(List.of(command));
    return Chroot.begin(whole).result();
  }

  String must(String... command) throws IOException, InterruptedException {
    Chroot.Result result = run(command);
    assertEquals(0, result.exit(), () -> String.join(" ", command) + "\n" + result);
    return result.out();
  }

  /** A page of a daemon inside, asked for by this machine's curl; empty where nobody answers. */
  String page(String address) throws IOException, InterruptedException {
    return Chroot.begin(
            List.of(
                "nsenter",
                "--target",
                Long.toString(init.pid()),
                "--net",
                "curl",
                "--silent",
                "--max-time",
                "5",
                "http://127.0.0.1:10199" + address))
        .result()
        .out();
  }

  @Override
  public void close() throws IOException {
    init.destroyForcibly(); // and with process 1 all others of its namespace
    boot.process().onExit().join();
    try {
      removeGroups(boot.process().pid());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    debian.close();
  }

  /** As boot.sh calls them. */
  private static void removeGroups(long pid) throws IOException, InterruptedException {
    String groups = CONTROL_GROUPS.toString();
    String find = "find " + groups + " -maxdepth 2 -type d -name boot-" + pid;
    Chroot.onHost(
        "sh",
        "-c",
        "for group in $(" + find + "); do find $group -depth -type d -exec rmdir {} +; done");
  }
}
