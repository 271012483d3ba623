package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A Debian of its own in a folder, to install packages into. One base per release is made by
 * debootstrap from the mirror that the machine's own apt uses; each chroot is a copy of it.
 *
 * <p>Each command runs in a mount namespace of its own, so that /proc is mounted there only and
 * nothing stays mounted, however the test ends.
 */
final class Chroot implements AutoCloseable {
  private static final Path BASES = Path.of("target", "chroot-base");

  /** What a machine has anyway, so that a package and what it leaves can be told from it. */
  private static final String INCLUDED = "adduser,ca-certificates,procps,systemd";

  private static final long LONGEST_MINUTES = 10;
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          "LC_ALL", "C.UTF-8",
          "HOME", "/root",
          "DEBIAN_FRONTEND", "noninteractive");

  private static final String KEPT_BY_APT =
      "/(proc|root|run|tmp|var/cache|var/lib/(apt|dpkg)|var/log/(apt|dpkg\\.log)|etc/\\w+-)(/.*)?";

  private final Path root;

  private Chroot(Path root) {
    this.root = root;
  }

  /**
   * A copy of the base at a folder that does not exist yet.
   *
   * @param release such as bookworm
   */
  static Chroot create(String release, Path folder) throws IOException, InterruptedException {
    Path root = folder.toAbsolutePath();
    Path base = BASES.resolve(release + ".tar");
    if (!Files.exists(base)) {
      makeBase(release, base);
    }
    Files.createDirectories(root);
    onHost("tar", "-xpf", base.toString(), "-C", root.toString());
    return new Chroot(root);
  }

  private static void makeBase(String release, Path base) throws IOException, InterruptedException {
    long started = System.nanoTime();
    Path making = BASES.resolve(release + ".making").toAbsolutePath();
    onHost("rm", "-rf", making.toString());
    Files.createDirectories(making);
    onHost(
        Programs.path("debootstrap"),
        "--variant=minbase",
        "--include=" + INCLUDED,
        release,
        making.toString(),
        mirror(release));
    Files.writeString(making.resolve("etc/apt/apt.conf.d/99host"), hostSettings());
    Files.copy(Path.of("/etc/hosts"), making.resolve("etc/hosts"));
    Path policy =
        Files.writeString(making.resolve("usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 101\n");
    onHost("chmod", "755", policy.toString());
    Path whole = BASES.resolve(release + ".part");
    onHost("tar", "-cpf", whole.toString(), "-C", making.toString(), ".");
    Files.move(whole, base);
    onHost("rm", "-rf", making.toString());
    System.err.printf(
        "debootstrap of %s: %d s%n", release, (System.nanoTime() - started) / 1_000_000_000L);
  }

  /** Where this machine's apt gets the release from, or else where it gets anything from. */
  private static String mirror(String release) throws IOException, InterruptedException {
    List<String> targets =
        onHost(
                "apt-get",
                "indextargets",
                "--format",
                "$(REPO_URI) $(RELEASE)",
                "Created-By: Packages")
            .lines()
            .toList();
    assertTrue(!targets.isEmpty(), "apt has no package lists: run apt-get update");
    String line =
        targets.stream()
            .filter(target -> target.endsWith(" " + release))
            .findFirst()
            .orElse(targets.getFirst());
    return line.substring(0, line.indexOf(' '));
  }

  /** How this machine's apt reaches mirrors: proxies, time-outs, checks. */
  private static String hostSettings() throws IOException, InterruptedException {
    return String.join(
            "\n",
            onHost("apt-config", "dump")
                .lines()
                .filter(line -> line.matches("Acquire::(http|https|ftp|Check-)[^ ]* .*"))
                .toList())
        + "\n";
  }

  /** The place of a file of the chroot on this machine. */
  Path file(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  /** What an ended program left. */
  record Result(int exit, String out, String err) {}

  /** A program that was started, and where it writes. */
  record Running(Process process, Path out, Path err) {
    Result result() throws IOException, InterruptedException {
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("does not end: " + said());
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    String said() throws IOException {
      return Files.readString(out) + Files.readString(err);
    }
  }

  /** Runs a program inside, to its end. */
  Result run(String... command) throws IOException, InterruptedException {
    return start(command).result();
  }

  /** Runs a program inside that must succeed; gives its standard output. */
  String must(String... command) throws IOException, InterruptedException {
    Result result = run(command);
    assertEquals(0, result.exit(), () -> String.join(" ", command) + "\n" + result);
    return result.out();
  }

  Running start(String... command) throws IOException {
    List<String> whole = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c"));
    whole.add("mount -t proc proc \"$0/proc\" && exec chroot \"$0\" \"$@\"");
    whole.add(root.toString());
    whole.addAll(List.of(command));
    return begin(whole);
  }

  /**
   * As {@link #start}, with what the service's unit sets: nothing may be run but what is in /usr,
   * and /proc has processes only (NoExecPaths=, ProcSubset=pid, ProtectProc=invisible). What is in
   * a folder of users' own, such as /tmp, can still be written.
   */
  Running startAsTheUnitHasIt(String... command) throws IOException {
    List<String> whole = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c"));
    whole.add(
        """
        mount --bind "$0" "$0" && mount -o remount,bind,noexec "$0" &&
        mount --bind "$0/usr" "$0/usr" && mount -o remount,bind,exec,ro "$0/usr" &&
        mount -t proc -o subset=pid,hidepid=invisible proc "$0/proc" && exec chroot "$0" "$@"
        """);
    whole.add(root.toString());
    whole.addAll(List.of(command));
    return begin(whole);
  }

  /** Every file and folder, but what apt and dpkg keep of any package, and what is memory. */
  Set<String> files() throws IOException, InterruptedException {
    Set<String> files = new TreeSet<>();
    must("find", "/", "-xdev", "-path", "/proc", "-prune", "-o", "-print")
        .lines()
        .filter(path -> !path.matches(KEPT_BY_APT))
        .forEach(files::add);
    return files;
  }

  @Override
  public void close() throws IOException {
    try {
      onHost("rm", "-rf", "--one-file-system", root.toString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  static String onHost(String... command) throws IOException, InterruptedException {
    Result result = begin(List.of(command)).result();
    assertEquals(0, result.exit(), () -> String.join(" ", command) + "\n" + result);
    return result.out();
  }

  /** Starts a program of this machine. */
  static Running begin(List<String> command) throws IOException {
    Path out = Files.createTempFile("chroot", ".out");
    Path err = Files.createTempFile("chroot", ".err");
    out.toFile().deleteOnExit();
    err.toFile().deleteOnExit();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(ENVIRONMENT);
    return new Running(builder.start(), out, err);
  }
}
