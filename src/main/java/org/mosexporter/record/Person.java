package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.mosexporter.call.CallSummary;

/**
 * Somebody who is to be forgotten.
 *
 * @param names by which records may know them, plain and hashed, each as {@link
 *     CallTerm.Kind#compared} has it
 */
public record Person(Set<String> names) {
  private static final Set<String> FIELDS = Set.of("from", "to", "user");
  private static final JsonFactory JSON = new JsonFactory();

  public Person {
    names = Set.copyOf(names);
  }

  /** By user name or number, written in whichever way, and by other names of the same. */
  public static Person of(String name, Set<String> others) {
    Set<String> names = new LinkedHashSet<>();
    names.add(CallTerm.Kind.PARTY.compared(name));
    others.forEach(other -> names.add(CallTerm.Kind.PARTY.compared(other)));
    return new Person(names);
  }

  /** Whether they took part in it. */
  boolean isIn(CallSummary call) {
    return CallTerm.of(call).stream()
        .anyMatch(term -> term.kind() == CallTerm.Kind.PARTY && names.contains(term.value()));
  }

  /** Whether a line that holds a record names them; one that holds none does not. */
  boolean isInRecord(byte[] line) {
    try (JsonParser json = JSON.createParser(line)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING
            && FIELDS.contains(String.valueOf(json.currentName()))
            && names.contains(CallTerm.Kind.PARTY.compared(json.getText()))) {
          return true;
        }
      }
      return false;
    } catch (IOException noRecord) {
      return false;
    }
  }

  /**
   * Deletes their calls; the connection does not commit.
   *
   * @param instance whose calls; empty for everybody's
   */
  int eraseFrom(Connection connection, String instance) throws SQLException {
    int erased = 0;
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM calls WHERE (start_us, id) IN"
                + " (SELECT start_us, call FROM call_terms WHERE kind = 'party' AND value = ?)"
                + (instance.isEmpty() ? "" : " AND instance = ?"))) {
      for (String name : names) {
        delete.setString(1, name);
        if (!instance.isEmpty()) {
          delete.setString(2, instance);
        }
        erased += delete.executeUpdate();
      }
    }
    return erased;
  }
}
