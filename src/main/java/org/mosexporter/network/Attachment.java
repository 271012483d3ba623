package org.mosexporter.network;

/** Where a station is attached: a port of a switch, each as it is called. */
public record Attachment(String device, String port) implements Comparable<Attachment> {
  @Override
  public int compareTo(Attachment other) {
    int byDevice = device.compareTo(other.device);
    return byDevice != 0 ? byDevice : port.compareTo(other.port);
  }
}
