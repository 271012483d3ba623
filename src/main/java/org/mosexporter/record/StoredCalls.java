package org.mosexporter.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.mosexporter.diagnosis.CallFact;

/** Reads a database of calls. Any thread may ask; few at a time do, and none for long. */
final class StoredCalls implements AutoCloseable {
  /** A page of calls is there at once, or something is wrong. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** Comparisons over months take longer. */
  private static final Duration LATER = Duration.ofSeconds(20);

  private final ReadConnections connections;
  private final Dialect dialect;
  private final String instance;

  /**
   * What a database keeps.
   *
   * @param instance of which calls are told; empty for all
   */
  StoredCalls(ReadConnections connections, Dialect dialect, String instance) {
    this.connections = connections;
    this.dialect = dialect;
    this.instance = instance;
  }

  /** Latest first; some more than the query's limit. */
  List<FoundCall> find(CallQuery query, int more) throws IOException {
    CallSelect select = new CallSelect(query, instance, more);
    return connections.read(
        SOON,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(select.text())) {
            select.setValues(statement);
            return found(statement);
          }
        });
  }

  /** By the text of its id. */
  Optional<FoundCall> find(String id) throws IOException {
    return connections.read(
        SOON,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT c.id, c.start_us, c.revision, r.size, r.record FROM calls c"
                      + " JOIN call_records r ON r.start_us = c.start_us AND r.call = c.id WHERE c.id = ?")) {
            statement.setString(1, id);
            return found(statement).stream().findFirst();
          }
        });
  }

  private List<FoundCall> found(PreparedStatement statement) throws SQLException {
    List<FoundCall> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        CallPlace place = new CallPlace(rows.getLong(2), rows.getString(1));
        found.add(new FoundCall(place, rows.getInt(3), json(rows)));
      }
    }
    return found;
  }

  private FoundCall.Json json(ResultSet row) throws SQLException {
    if (dialect == Dialect.POSTGRESQL) {
      byte[] json = row.getString(5).getBytes(StandardCharsets.UTF_8);
      return out -> out.write(json);
    }
    int size = row.getInt(4);
    byte[] packed = row.getBytes(5);
    return out -> out.write(Packed.unpack(packed, size));
  }

  /** Calls that started from then until before then. */
  void between(long fromUs, long toUs, Consumer<CallFact> each) throws IOException {
    connections.read(
        LATER,
        connection -> {
          facts(connection, fromUs, toUs, each);
          return true;
        });
  }

  private void facts(Connection connection, long fromUs, long toUs, Consumer<CallFact> each)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CallFacts.select(instance))) {
      statement.setLong(1, fromUs);
      statement.setLong(2, toUs);
      if (!instance.isEmpty()) {
        statement.setString(3, instance);
      }
      statement.setFetchSize(1_000);
      try (ResultSet rows = statement.executeQuery()) {
        CallFacts.read(rows, each);
      }
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
