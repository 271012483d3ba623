package org.mosexporter.record;

/** What databases do differently. */
enum Dialect {
  SQLITE("INTEGER", "BLOB", "WITHOUT ROWID", "?"),
  POSTGRESQL("BIGINT", "JSON", "", "?::json");

  /** A whole number of 64 bits. */
  final String whole;

  /** The type of a record's JSON. */
  final String json;

  /** Behind a table that is kept in the order of its key. */
  final String byKey;

  /** A parameter of that type. */
  final String jsonParameter;

  Dialect(String whole, String json, String byKey, String jsonParameter) {
    this.whole = whole;
    this.json = json;
    this.byKey = byKey;
    this.jsonParameter = jsonParameter;
  }
}
