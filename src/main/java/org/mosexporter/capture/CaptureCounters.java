package org.mosexporter.capture;

import java.util.List;

/** What the rings counted since they were opened, one row per interface. */
public record CaptureCounters(List<InterfaceCounters> interfaces) {
  public CaptureCounters {
    interfaces = List.copyOf(interfaces);
  }
}
