package org.mosexporter.network;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a device answered in one poll.
 *
 * @param atNs end of the poll, nanoseconds since 1970-01-01 UTC
 * @param upTimeTicks sysUpTime, hundredths of a second modulo 2³² (RFC 3418)
 * @param engineBoots snmpEngineBoots (RFC 3411); absent where the agent does not tell
 * @param modules name to whether it worked; a module the device does not have is not listed
 * @param classes by module: one that fails does not lose the series of the others
 */
public record Poll(
    long atNs,
    double durationSeconds,
    OptionalLong upTimeTicks,
    OptionalLong engineBoots,
    Map<String, Boolean> modules,
    Part<InterfaceReading> interfaces,
    Map<String, Part<ClassReading>> classes,
    Part<PathProbe> probes,
    Part<LinkHealth> links) {
  public Poll {
    modules = Map.copyOf(modules);
    classes = Map.copyOf(classes);
  }

  /** Rows that were read to their end, or nothing that may be concluded from. */
  public sealed interface Part<T> {
    /** All rows there are. */
    record Whole<T>(List<T> rows) implements Part<T> {
      public Whole {
        rows = List.copyOf(rows);
      }
    }

    /** The walk failed or ended early: what was known before still stands. */
    record Unknown<T>() implements Part<T> {}
  }
}
