package org.mosexporter.record;

import java.io.IOException;
import java.sql.SQLException;

/** A database that does not do what it should; it may do so later. */
final class StoreException extends IOException {
  private static final long serialVersionUID = 1;

  StoreException(String message) {
    super(message);
  }

  StoreException(SQLException failed) {
    super(failed.getMessage(), failed);
  }
}
