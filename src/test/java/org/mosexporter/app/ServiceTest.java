package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service of {@code Type=notify} tells systemd from its start to its end. */
class ServiceTest {
  private static final String WATCHDOG = "WATCHDOG=1";

  @TempDir Path folder;

  @Test
  void tellsOfItsStartReloadsAndEndAndThatItLives() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("mos.yml"), "capture: []\nreceive: {rtcp: [], hep: [], sip: []}\n");
    try (NotifySocket socket = NotifySocket.at(folder.resolve("notify").toString())) {
      Process daemon = start(config);
      try {
        String ready = next(socket);
        assertTrue(ready.matches("READY=1\nSTATUS=pages and metrics on ports \\[\\d+]"), ready);
        assertEquals(WATCHDOG, socket.receive());
        assertEquals(WATCHDOG, socket.receive());

        Files.writeString(config, "sight: lisbon\n");
        assertEquals(0, new ProcessBuilder("kill", "-HUP", "" + daemon.pid()).start().waitFor());
        assertTrue(next(socket).startsWith("RELOADING=1\nMONOTONIC_USEC="));
        String refused = next(socket);
        assertTrue(refused.startsWith("READY=1\nSTATUS=reload refused: "), refused);

        daemon.destroy();
        assertEquals("STOPPING=1", next(socket));
        assertTrue(daemon.waitFor(20, TimeUnit.SECONDS), "it does not end");
      } finally {
        daemon.destroyForcibly().waitFor();
      }
    }
  }

  /** What it tells beside that it lives: a hundred times at most. */
  private static String next(NotifySocket socket) {
    String state = socket.receive();
    for (int i = 0; i < 100 && state.equals(WATCHDOG); i++) {
      state = socket.receive();
    }
    return state;
  }

  private Process start(Path config) throws Exception {
    ProcessBuilder child =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.mosexporter.app.Main",
                    "run",
                    "--config.file=" + config,
                    "--web.listen-address=127.0.0.1:0"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    child.environment().put("NOTIFY_SOCKET", folder.resolve("notify").toString());
    child.environment().put("WATCHDOG_USEC", "900000");
    child.environment().remove("WATCHDOG_PID");
    child.environment().put("STATE_DIRECTORY", folder.toString());
    return child.start();
  }
}
