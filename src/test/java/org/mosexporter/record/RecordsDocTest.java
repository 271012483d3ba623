package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.config.Config;
import org.mosexporter.diagnosis.SampleConclusions;

/** docs/RECORDS.md says every field of a record with its type, every column, and SQL that runs. */
class RecordsDocTest {
  private static final Path KEYS = Path.of("src/test/resources/contract/analyze-json.txt");
  private static final Pattern FIELD = Pattern.compile("\\| `([^`]+)` \\| (\\w+) \\| (.+) \\|");
  private static final Pattern COLUMN = Pattern.compile("`(\\w+)`");
  private static final Pattern SQL = Pattern.compile("```sql\\n(.*?);\\n```", Pattern.DOTALL);

  @TempDir Path folder;

  private static String document() throws IOException {
    return Files.readString(Path.of("docs/RECORDS.md"));
  }

  private static Set<String> documented() throws IOException {
    Set<String> fields = new TreeSet<>();
    document()
        .lines()
        .map(FIELD::matcher)
        .filter(Matcher::matches)
        .forEach(row -> fields.add(row.group(1) + " " + row.group(2)));
    return fields;
  }

  @Test
  void everyFieldIsThereWithItsType() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (String key : Files.readAllLines(KEYS)) {
      if (key.startsWith("calls[].") && !key.startsWith("calls[].streams[]")) {
        missing.add(general(key.substring("calls[].".length())));
      } else if (key.startsWith("streams[].")) {
        missing.add(general(key));
      }
    }
    missing.addAll(keysOfARecord());
    missing.removeAll(documented());
    assertEquals(Set.of(), missing);
  }

  /** As the document writes it. */
  private static String general(String key) {
    return key.replaceFirst("^phone\\[\\]\\.(?!source|destination|ssrc)", "streams[].phone.")
        .replace("phone.others[].", "phone.")
        .replaceFirst("\\.dscp\\.\\w+", ".dscp.<name>")
        .replaceFirst("\\.unscored_seconds\\.\\w+", ".unscored_seconds.<reason>");
  }

  private static Set<String> keysOfARecord() throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    CallsJson.write(
        SampleCalls.call(1).withFindings(List.of(SampleConclusions.QUEUE, SampleConclusions.WIFI)),
        json);
    Set<String> keys = new TreeSet<>();
    try (JsonParser parser = new JsonFactory().createParser(json.toByteArray())) {
      parser.nextToken();
      value(parser, "", keys);
    }
    assertTrue(keys.contains("streams[].intervals[].mos_lq number"), keys.toString());
    return keys;
  }

  private static void value(JsonParser parser, String path, Set<String> keys) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          value(parser, path.isEmpty() ? name : path + "." + name, keys);
        }
      }
      case START_ARRAY -> {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          value(parser, path + "[]", keys);
        }
      }
      case VALUE_STRING -> keys.add(general(path + " string"));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> keys.add(general(path + " number"));
      default -> keys.add(general(path + " boolean"));
    }
  }

  @Test
  void everyColumnIsThere() throws IOException, SQLException {
    try (Connection connection = filled();
        ResultSet columns = connection.getMetaData().getColumns(null, null, "call%", null)) {
      Set<String> missing = new TreeSet<>();
      while (columns.next()) {
        missing.add(columns.getString("TABLE_NAME") + " " + columns.getString("COLUMN_NAME"));
      }
      assertTrue(missing.size() > 40, missing.toString());
      missing.removeAll(documentedColumns());
      assertEquals(Set.of(), missing);
    }
  }

  private static Set<String> documentedColumns() throws IOException {
    Set<String> columns = new TreeSet<>();
    String table = "";
    for (String line : document().lines().toList()) {
      if (line.startsWith("| column of `")) {
        table = line.replaceFirst(".*?`(\\w+)`.*", "$1");
      } else if (line.isEmpty()) {
        table = "";
      } else if (!table.isEmpty()) {
        Matcher column = COLUMN.matcher(line.split("\\|", -1)[1]);
        while (column.find()) {
          columns.add(table + " " + column.group(1));
        }
      }
    }
    return columns;
  }

  @Test
  void itsQueriesRun() throws IOException, SQLException {
    List<String> answers = new ArrayList<>();
    try (Connection connection = filled();
        Statement statement = connection.createStatement()) {
      Matcher query = SQL.matcher(document());
      while (query.find()) {
        try (ResultSet rows = statement.executeQuery(query.group(1))) {
          answers.add(rows.next() ? rows.getString(3) : "nothing");
        }
      }
    }
    // The sample is of 2023: not of the last week.
    assertEquals(List.of("nothing", "4.2", "4.2"), answers);
  }

  private Connection filled() throws IOException, SQLException {
    Path path = folder.resolve("calls.db");
    Config config = Config.defaults("berlin");
    try (SqliteStore store =
        new SqliteStore(path, () -> config, Duration.ofDays(90), 1_000_000_000)) {
      store.write(List.of(SampleCalls.call(1)));
    }
    return DriverManager.getConnection("jdbc:sqlite:" + path);
  }
}
