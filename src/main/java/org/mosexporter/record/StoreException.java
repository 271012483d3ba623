package org.mosexporter.record;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;

/** A database that does not do what it should; it may do so later. */
final class StoreException extends IOException {
  private static final long serialVersionUID = 1;

  StoreException(String message) {
    super(message);
  }

  StoreException(SQLException failed) {
    super(text(failed));
  }

  /**
   * What went wrong; of a batch, the exception behind it, for its own tells the statement with the
   * names in it. For the same reason it is not kept as the cause.
   */
  private static String text(SQLException failed) {
    SQLException next = failed.getNextException();
    boolean isBatch = failed instanceof BatchUpdateException;
    if (isBatch && next != null) {
      return firstLine(next);
    }
    return isBatch
        ? "a batch was refused (SQLSTATE " + failed.getSQLState() + ")"
        : firstLine(failed);
  }

  /** Further lines of a server's message quote what it was told. */
  private static String firstLine(SQLException failed) {
    return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
  }
}
