package org.mosexporter.config;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * How a phone is told by what it says of itself (RFC 3261 §20.41).
 *
 * @param pattern matches the whole User-Agent header
 * @param vendor name of the maker
 * @param model group of the pattern with the model; empty when none tells it
 * @param firmware group of the pattern with the version; likewise
 */
public record UserAgentRule(
    Pattern pattern, String vendor, OptionalInt model, OptionalInt firmware) {
  public UserAgentRule {
    int groups = pattern.matcher("").groupCount();
    if (model.orElse(0) > groups || firmware.orElse(0) > groups) {
      throw new IllegalArgumentException("the pattern has " + groups + " groups");
    }
  }
}
