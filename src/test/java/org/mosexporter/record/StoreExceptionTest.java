package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What databases say quotes what they were told: names. None of it may come into the log. */
class StoreExceptionTest {
  private static final String QUOTED =
      "ERROR: new row for relation \"calls\" violates check constraint \"calls_caller_check\"\n"
          + "  Detail: Failing row contains (anna@office.example, 4930123456)";

  private static String everything(StoreException told) {
    StringWriter all = new StringWriter();
    told.printStackTrace(new PrintWriter(all));
    return all.toString();
  }

  @Test
  void tellsTheFirstLineOnly() {
    StoreException told = new StoreException(new SQLException(QUOTED, "23514"));

    assertEquals(QUOTED.lines().findFirst().orElseThrow(), told.getMessage());
    assertFalse(everything(told).contains("anna"), everything(told));
  }

  /** Its own message is the statement, with all values in it. */
  @Test
  void ofABatchTellsWhatIsBehindIt() {
    BatchUpdateException batch =
        new BatchUpdateException(
            "Batch entry 0 INSERT INTO calls VALUES ('anna@office.example') was aborted: ERROR",
            "23514",
            new int[0]);
    assertEquals("a batch was refused (SQLSTATE 23514)", new StoreException(batch).getMessage());

    batch.setNextException(new SQLException(QUOTED, "23514"));
    StoreException told = new StoreException(batch);
    assertTrue(told.getMessage().contains("calls_caller_check"), told.getMessage());
    assertNull(told.getCause());
    assertFalse(everything(told).contains("anna"), everything(told));
  }

  @Test
  void tellsSomethingOfAnExceptionWithoutAMessage() {
    assertEquals("null", new StoreException(new SQLException()).getMessage());
  }

  /** PostgreSQL's appendix A: only what is about the values themselves. */
  @Test
  void refusalsAreAboutWhatIsWritten() {
    for (String state : new String[] {"22021", "22001", "22P05", "23514", "23505", "54000"}) {
      assertTrue(RefusedCalls.isRefusal(new SQLException("", state)), state);
    }
    for (String state : new String[] {null, "", "08006", "40P01", "42P01", "53100", "57P01"}) {
      assertFalse(RefusedCalls.isRefusal(new SQLException("", state)), state);
    }
  }
}
