package org.mosexporter.web;

/** A parameter of the query that there is not, or that has a value which it cannot have. */
final class BadParameterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String parameter;
  private final String detail;

  /**
   * One that is at fault.
   *
   * @param parameter its name
   * @param detail what is wrong and what would be right, in a sentence
   */
  BadParameterException(String parameter, String detail) {
    super(detail);
    this.parameter = parameter;
    this.detail = detail;
  }

  String parameter() {
    return parameter;
  }

  String detail() {
    return detail;
  }
}
