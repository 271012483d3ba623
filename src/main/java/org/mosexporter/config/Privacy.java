package org.mosexporter.config;

/** How much of a person is kept. */
public record Privacy(Users users) {
  /** PLAIN shows users' names in metrics and pages; DROP leaves them out everywhere. */
  public enum Users {
    PLAIN,
    DROP
  }
}
