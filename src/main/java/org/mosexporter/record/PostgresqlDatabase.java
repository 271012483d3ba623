package org.mosexporter.record;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.mosexporter.config.Records.Database.Postgresql;

/** A database of PostgreSQL with the tables of {@link Schema}: how it is reached. */
final class PostgresqlDatabase implements ReadConnections.Opener {
  private static final String CONNECT_SECONDS = "5";

  /** After which a database that says nothing counts as away. */
  private static final String SOCKET_SECONDS = "30";

  /** Any number that nobody else locks by: daemons that start together make the tables once. */
  private static final long MIGRATION = 0x6d6f_7365_7870L;

  private final Postgresql address;

  PostgresqlDatabase(Postgresql address) {
    this.address = address;
  }

  /** For the log. */
  String place() {
    return "postgresql://" + address.hosts() + "/" + address.name();
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    address.parameters().forEach(properties::setProperty);
    properties.setProperty("user", address.user());
    address.password().ifPresent(password -> properties.setProperty("password", password.value()));
    properties.setProperty("ApplicationName", "mos-exporter");
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("loginTimeout", CONNECT_SECONDS);
    properties.setProperty("socketTimeout", SOCKET_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    Connection opened =
        DriverManager.getConnection(
            "jdbc:postgresql://" + address.hosts() + "/" + address.name(), properties);
    opened.setAutoCommit(false);
    return opened;
  }

  /** For the one who writes: with all tables, made or brought up to date. */
  Connection openToWrite() throws SQLException, StoreException {
    Connection opened = connect();
    try {
      migrate(opened);
      return opened;
    } catch (SQLException | StoreException refused) {
      opened.close();
      throw refused;
    }
  }

  private static void migrate(Connection to) throws SQLException, StoreException {
    try (Statement statement = to.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + MIGRATION + ")");
      statement.execute("SET LOCAL client_min_messages = warning");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS mos_exporter_schema (version INTEGER NOT NULL)");
      int version = version(statement);
      if (version > Schema.VERSION) {
        throw new StoreException(
            "made by a newer mos-exporter (version %d of its tables, this one knows %d); install that one here too"
                .formatted(version, Schema.VERSION));
      }
      for (int next = version + 1; next <= Schema.VERSION; next++) {
        for (String change : Schema.statements(next, Dialect.POSTGRESQL)) {
          statement.execute(change);
        }
        statement.execute("INSERT INTO mos_exporter_schema VALUES (" + next + ")");
      }
      to.commit();
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("SELECT coalesce(max(version), 0) FROM mos_exporter_schema")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  @Override
  public Connection open() throws SQLException {
    Connection opened = connect();
    opened.setReadOnly(true);
    return opened;
  }

  @Override
  public void limit(Connection connection, Duration limit) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement("SELECT set_config('statement_timeout', ?, false)")) {
      set.setString(1, String.valueOf(limit.toMillis()));
      set.execute();
    }
  }
}
