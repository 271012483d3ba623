package org.mosexporter.capture;

import java.util.List;

/**
 * What the rings counted since they were opened, one row per interface.
 *
 * @param trouble why no interface is sniffed that the default route was to tell; empty when one is
 */
public record CaptureCounters(List<InterfaceCounters> interfaces, String trouble) {
  public CaptureCounters {
    interfaces = List.copyOf(interfaces);
  }

  /** Of interfaces that were named. */
  public CaptureCounters(List<InterfaceCounters> interfaces) {
    this(interfaces, "");
  }
}
