package org.mosexporter.capture;

/**
 * Why a network card lost a frame (/sys/class/net/…/statistics). What it calls {@code rx_dropped}
 * is none of these: the kernel also counts there what we saw and nobody else wanted, such as a
 * tagged frame that is not IP.
 */
public enum NicDrop {
  /** The card had no room. */
  MISSED("rx_missed_errors"),
  FIFO("rx_fifo_errors"),
  OVER("rx_over_errors"),
  /** Shorter or longer than the card takes. */
  LENGTH("rx_length_errors"),
  /** Damaged on the wire. */
  CRC("rx_crc_errors");

  private final String file;

  NicDrop(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  /** As a metric label. */
  public String reason() {
    return "nic_" + file.substring("rx_".length()).replace("_errors", "");
  }
}
