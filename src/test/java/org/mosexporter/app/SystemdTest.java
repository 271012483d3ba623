package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What systemd hears, at a socket as it opens one (sd_notify(3)). */
class SystemdTest {
  private static final String PID = Long.toString(ProcessHandle.current().pid());

  @TempDir Path folder;

  @Test
  void tellsEachStateInADatagramOfItsOwn() {
    String name = folder.resolve("notify").toString();
    try (NotifySocket socket = NotifySocket.at(name)) {
      Systemd systemd = Systemd.of(Map.of("NOTIFY_SOCKET", name));

      systemd.ready("on ports [10199]\nand more");
      assertEquals("READY=1\nSTATUS=on ports [10199] and more", socket.receive());
      systemd.alive();
      assertEquals("WATCHDOG=1", socket.receive());
      systemd.reloading();
      String reloading = socket.receive();
      assertTrue(reloading.matches("RELOADING=1\nMONOTONIC_USEC=[1-9]\\d*"), reloading);
      systemd.stopping();
      assertEquals("STOPPING=1", socket.receive());
    }
  }

  @Test
  void tellsASocketOfAnAbstractName() {
    String name = "@mos-exporter-test-" + PID;
    try (NotifySocket socket = NotifySocket.at(name)) {
      Systemd.of(Map.of("NOTIFY_SOCKET", name)).stopping();

      assertEquals("STOPPING=1", socket.receive());
    }
  }

  @Test
  void goesOnWhereNobodyListens() {
    Systemd.of(Map.of("NOTIFY_SOCKET", folder + "/nobody")).ready("on");
    Systemd.of(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(200))).ready("on");
    Systemd.of(Map.of("NOTIFY_SOCKET", "vsock:2:1")).ready("on");
    Systemd.of(Map.of()).ready("on");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          as systemd sets it, 30000000, mine,    30
          for nobody named,   30000000, '',      30
          for another,        30000000, 1,       0
          off,                0,        mine,    0
          nonsense,           soon,     mine,    0
          """)
  void waitsAsLongAsSystemdSays(String row, String microseconds, String pid, long seconds) {
    Systemd systemd =
        Systemd.of(
            Map.of(
                "NOTIFY_SOCKET",
                "/nowhere",
                "WATCHDOG_USEC",
                microseconds,
                "WATCHDOG_PID",
                pid.equals("mine") ? PID : pid));

    assertEquals(
        seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)),
        systemd.watchdog(),
        row);
  }

  @Test
  void vouchesForAThreadOnlyWhileItPasses() {
    String name = folder.resolve("notify").toString();
    AtomicLong passes = new AtomicLong();
    Systemd systemd =
        Systemd.of(Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "150000", "WATCHDOG_PID", PID));
    try (NotifySocket socket = NotifySocket.at(name);
        Watchdog _ = Watchdog.start(systemd, passes::incrementAndGet)) {
      for (int i = 0; i < 5; i++) {
        assertEquals("WATCHDOG=1", socket.receive());
      }
    }
    try (NotifySocket socket = NotifySocket.at(name + "2");
        Watchdog _ = Watchdog.start(at(name + "2"), () -> 7)) {
      assertEquals("WATCHDOG=1", socket.receive(), "that it began");
      assertEquals("", socket.receive(Duration.ofMillis(500)), "it hangs");
    }
  }

  private static Systemd at(String name) {
    return Systemd.of(
        Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "150000", "WATCHDOG_PID", PID));
  }
}
