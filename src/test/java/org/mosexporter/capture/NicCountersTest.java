package org.mosexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NicCountersTest {
  @TempDir private Path system;

  private void count(String file, String text) throws Exception {
    Path folder = Files.createDirectories(system.resolve("eth1").resolve("statistics"));
    Files.writeString(folder.resolve(file), text);
  }

  @Test
  void tellsWhatCameSinceTheLastLook() throws Exception {
    count("rx_missed_errors", "1000000\n");
    count("rx_fifo_errors", "0\n");
    count("rx_dropped", "5\n");
    NicCounters card = new NicCounters(system, "eth1");
    count("rx_missed_errors", "1000007\n");
    count("rx_dropped", "6\n");

    assertEquals(Map.of(NicDrop.MISSED, 7L, NicDrop.FIFO, 0L), card.increments());
    assertEquals(Map.of(NicDrop.MISSED, 0L, NicDrop.FIFO, 0L), card.increments());
    assertEquals(1, card.dropped());
    assertEquals(0, card.dropped());
  }

  @Test
  void aCounterThatGoesBackOrAppearsCountsNothing() throws Exception {
    count("rx_missed_errors", "100\n");
    NicCounters card = new NicCounters(system, "eth1");
    count("rx_missed_errors", "3\n");
    count("rx_crc_errors", "50\n");
    assertEquals(Map.of(NicDrop.MISSED, 0L, NicDrop.CRC, 0L), card.increments());
    count("rx_crc_errors", "51\n");
    assertEquals(Map.of(NicDrop.MISSED, 0L, NicDrop.CRC, 1L), card.increments());
  }

  @Test
  void whatIsNoNumberIsNoCounter() throws Exception {
    count("rx_missed_errors", "many\n");
    assertEquals(Map.of(), new NicCounters(system, "eth1").increments());
    assertEquals(Map.of(), new NicCounters(system, "eth9").increments());
  }

  @Test
  void reasonsAreTheKernelsNames() {
    assertEquals("nic_missed", NicDrop.MISSED.reason());
    assertEquals("nic_crc", NicDrop.CRC.reason());
  }
}
