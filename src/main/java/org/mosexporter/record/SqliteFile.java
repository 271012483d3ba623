package org.mosexporter.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A database of SQLite with the tables of {@link Schema}: its file, and how it is opened. */
final class SqliteFile {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);
  private static final int BUSY_MS = 5_000;

  /** So many pages of the log are brought into the file at a time: those of some commits once. */
  private static final int CHECKPOINT_PAGES = 4_000;

  private static final int WAL_LIMIT_BYTES = 16 << 20;

  /** What a commit of 200 calls touches; with less, pages go to the disk and back within it. */
  private static final int CACHE_KIB = 8 << 10;

  private static final String UNPACKED_IN = "org.sqlite.tmpdir";
  private static final String DAMAGED = ".damaged.";
  private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");

  private final Path path;

  SqliteFile(Path path) {
    this.path = path;
  }

  /**
   * SQLite itself is a native library that is unpacked when it is first used: beside the database,
   * where nobody else writes, not in a folder of all users.
   */
  private void unpackBeside() {
    if (System.getProperty(UNPACKED_IN) == null) {
      System.setProperty(UNPACKED_IN, String.valueOf(path.toAbsolutePath().getParent()));
    }
  }

  Path path() {
    return path;
  }

  /**
   * For the one who writes: with all tables, made or brought up to date. A file that is damaged is
   * set aside and a new one begun.
   */
  Connection openToWrite() throws IOException, SQLException {
    create();
    try {
      return writable();
    } catch (SQLException failed) {
      if (!isDamage(failed)) {
        throw failed;
      }
      setAside(failed);
      create();
      return writable();
    }
  }

  /** Only its owner writes it and its group reads it: who spoke to whom is nobody else's. */
  private void create() throws IOException {
    if (!Files.exists(path)) {
      Files.newByteChannel(
              path,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")))
          .close();
    }
  }

  /** Each commit is on the disk: at most what was not yet committed is lost with the power. */
  private Connection writable() throws SQLException, IOException {
    unpackBeside();
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MS);
    config.setJournalSizeLimit(WAL_LIMIT_BYTES);
    config.setCacheSize(-CACHE_KIB);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    Connection opened = config.createConnection("jdbc:sqlite:" + path);
    try {
      try (Statement statement = opened.createStatement()) {
        statement.execute("PRAGMA auto_vacuum = INCREMENTAL"); // before anything is in the file
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
      }
      opened.setAutoCommit(false);
      migrate(opened);
      return opened;
    } catch (SQLException | IOException refused) {
      opened.close();
      throw refused;
    }
  }

  private void migrate(Connection to) throws SQLException, IOException {
    try (Statement statement = to.createStatement()) {
      int version = number(statement, "PRAGMA user_version");
      if (version > Schema.VERSION) {
        throw new StoreException(
            "written by a newer mos-exporter (version %d of its tables, this one knows %d); install that one again or name another file in records.database"
                .formatted(version, Schema.VERSION));
      }
      while (version < Schema.VERSION) {
        version++;
        for (String change : Schema.statements(version, Dialect.SQLITE)) {
          statement.execute(change);
        }
        statement.execute("PRAGMA user_version = " + version);
      }
      to.commit();
    }
  }

  static int number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /** For those who only read. */
  Connection openToRead() throws SQLException {
    unpackBeside();
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MS);
    return config.createConnection("jdbc:sqlite:" + path);
  }

  static boolean isDamage(SQLException failed) {
    return failed instanceof SQLiteException told
        && (told.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
            || (told.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_CORRUPT.code);
  }

  /** The file stays beside the new one, for whoever can mend it. */
  void setAside(SQLException why) throws IOException {
    Path aside = free();
    LOG.error("records: {} is damaged ({}); set aside as {}", path, why.getMessage(), aside);
    for (String suffix : SUFFIXES) {
      Path file = path.resolveSibling(path.getFileName() + suffix);
      if (Files.exists(file)) {
        Files.move(
            file,
            aside.resolveSibling(aside.getFileName() + suffix),
            StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** What was set aside and is still there, with what belongs to it. */
  List<Path> damaged() {
    String start = path.getFileName() + DAMAGED;
    Path folder = path.toAbsolutePath().getParent();
    try (Stream<Path> beside = Files.list(folder)) {
      return beside.filter(one -> one.getFileName().toString().startsWith(start)).sorted().toList();
    } catch (IOException noFolder) {
      return List.of();
    }
  }

  /** Records are kept for some time, those that cannot be read too. */
  void deleteDamagedBefore(long atMs) throws IOException {
    for (Path one : damaged()) {
      if (Files.getLastModifiedTime(one).toMillis() < atMs) {
        Files.delete(one);
      }
    }
  }

  private Path free() {
    int number = 1;
    Path aside = path;
    while (Files.exists(aside)) {
      aside = path.resolveSibling(path.getFileName() + DAMAGED + number++);
    }
    return aside;
  }
}
