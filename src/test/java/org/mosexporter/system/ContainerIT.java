package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mosexporter.DocBlocks;

/**
 * The Containerfile, built by podman on a Debian 13 of debootstrap in place of a registry's, and
 * run by the line of docs/INSTALL.md.
 */
class ContainerIT {
  private static final Path FOLDER =
      Path.of("target", "container-" + ProcessHandle.current().pid()).toAbsolutePath();
  private static final Path PROGRAMS = FOLDER.resolve("bin");

  @BeforeAll
  static void build() throws Exception {
    Programs.need("podman", "runc", "conmon", "debootstrap", "unshare", "ip", "curl");
    Programs.needRoot();
    Files.createDirectories(PROGRAMS);
    Path etc = Files.createDirectories(FOLDER.resolve("etc"));
    Files.writeString(etc.resolve("mos-exporter.yml"), "site: lisbon\n");
    Path podman =
        Files.writeString(
            PROGRAMS.resolve("podman"),
            """
            #!/bin/sh
            # With storage of its own, whatever limits this machine has, and the test's configuration.
            verb=$1
            shift
            for word; do
              shift
              set -- "$@" "$(echo "$word" | sed 's|^/etc/mos-exporter:|%1$s/etc:|')"
            done
            [ "$verb" != run ] || set -- --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 "$@"
            exec %2$s --root %1$s/root --runroot %1$s/run --storage-driver overlay --cgroup-manager cgroupfs \\
              --runtime %3$s "$verb" "$@"
            """
                .formatted(FOLDER, Programs.path("podman"), Programs.path("runc")));
    Chroot.onHost("chmod", "755", podman.toString());
    Path context = Files.createDirectories(FOLDER.resolve("context"));
    Files.copy(Deb.full(), context.resolve(Deb.full().getFileName()));
    try (Chroot debian = Chroot.create("trixie", FOLDER.resolve("debian"))) {
      Path base = FOLDER.resolve("base.tar");
      Chroot.onHost("tar", "-cpf", base.toString(), "-C", debian.file("/").toString(), ".");
      podman("import", base.toString(), "localhost/base");
      Files.delete(base);
    }
    podman(
        "build",
        "--isolation=chroot",
        "--network=host",
        "--build-arg=BASE=localhost/base",
        "--file=packaging/container/Containerfile",
        "--tag=mos-exporter",
        context.toString());
  }

  @AfterAll
  static void remove() throws Exception {
    if (Files.exists(FOLDER)) {
      podman("rm", "--all", "--force");
      Chroot.onHost("rm", "-rf", "--one-file-system", FOLDER.toString());
    }
  }

  private static String podman(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(PROGRAMS.resolve("podman").toString()));
    all.addAll(List.of(arguments));
    return Chroot.onHost(all.toArray(String[]::new));
  }

  @Test
  void theLineOfTheDocumentationRunsItWithOneCapability() throws Exception {
    String line =
        DocBlocks.all().stream()
            .map(DocBlocks.Block::text)
            .filter(text -> text.startsWith("podman run"))
            .findFirst()
            .orElseThrow();
    Path typed = Files.writeString(FOLDER.resolve("typed"), line);

    String said =
        Chroot.onHost(
            "unshare",
            "--net",
            "bash",
            "-euc",
            """
            ip link set lo up
            export PATH="$0:$PATH"
            bash -eu "$1" > /dev/null
            for ((i = 0; i < 300; i++)); do
              ! curl -sf -o /dev/null http://127.0.0.1:10199/metrics || break
              sleep 0.1
            done
            curl -sS http://127.0.0.1:10199/config
            podman exec mos-exporter grep -E '^(Uid|Cap|NoNewPrivs)' /proc/1/status
            podman exec mos-exporter id -u mos-exporter
            podman stop --time 20 mos-exporter > /dev/null
            podman inspect --format '{{.State.ExitCode}}' mos-exporter
            """,
            PROGRAMS.toString(),
            typed.toString());

    List<String> lines = said.lines().toList();
    assertTrue(lines.contains("site: lisbon"), said);
    // CAP_NET_RAW is number 13 (linux/capability.h).
    for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
      assertTrue(lines.contains(set + ":\t0000000000002000"), said);
    }
    String uid = lines.get(lines.size() - 2);
    assertTrue(lines.contains("Uid:\t" + String.join("\t", uid, uid, uid, uid)), said);
    assertTrue(lines.contains("NoNewPrivs:\t1"), said);
    assertEquals("143", lines.getLast(), said); // ended by SIGTERM, as a JVM does
  }
}
