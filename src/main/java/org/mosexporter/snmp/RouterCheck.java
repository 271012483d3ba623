package org.mosexporter.snmp;

import java.util.Map;
import java.util.Optional;

/**
 * What one poll of a device found, for an operator to read.
 *
 * @param answered whether the device answered at all
 * @param name as the device says; empty when it did not answer
 * @param description as the device says; empty when it did not answer
 * @param modules what it has, and whether it worked
 * @param problem what went wrong
 */
public record RouterCheck(
    boolean answered,
    String name,
    String description,
    Map<String, Boolean> modules,
    Optional<String> problem) {
  public RouterCheck {
    modules = Map.copyOf(modules);
  }
}
