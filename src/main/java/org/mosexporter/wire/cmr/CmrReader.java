package org.mosexporter.wire.cmr;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.mosexporter.wire.sip.Texts;
import org.mosexporter.wire.sip.VqText;

/**
 * Reads call management records as CUCM delivers them: a line of column names, one of their types,
 * then a line for each device of each call. Which columns there are depends on the release; they
 * are known by their names.
 */
public final class CmrReader {
  private static final String RECORD_TYPE = "cdrrecordtype";
  private static final String CALL = "globalcallid_callid";
  private static final String CMR = "2";
  private static final long MAX_COUNT = 1L << 40;
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(?:\\.\\d{1,9})?");
  private static final Pattern PHONE = Pattern.compile("SEP[0-9A-Fa-f]{12}");
  private static final Pattern TYPE = Pattern.compile("(?i)[a-z]+(?:\\(\\d+\\))?");
  private static final Pattern SESSION_ID = Pattern.compile("[0-9A-Fa-f]{32}");

  private final List<String> columns;

  private CmrReader(List<String> columns) {
    this.columns = columns;
  }

  /** By the first line of a file; empty when it does not name the columns of such records. */
  public static Optional<CmrReader> of(String header) {
    return CommaSeparated.values(header)
        .map(names -> names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList())
        .filter(names -> names.contains(RECORD_TYPE) && names.contains(CALL))
        .map(CmrReader::new);
  }

  /** Whether a line only says of what type the columns are. */
  public boolean isTypes(String line) {
    return CommaSeparated.values(line)
        .filter(values -> values.stream().allMatch(value -> TYPE.matcher(value).matches()))
        .isPresent();
  }

  /** What a line says; empty when it is no call management record. */
  public Optional<CallManagement> read(String line) {
    return CommaSeparated.values(line)
        .filter(values -> values.size() <= columns.size())
        .map(this::byColumn)
        .filter(row -> text(row, RECORD_TYPE).equals(CMR) && !text(row, CALL).isEmpty())
        .map(CmrReader::record);
  }

  private Map<String, String> byColumn(List<String> values) {
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      row.putIfAbsent(columns.get(i), values.get(i));
    }
    return row;
  }

  private static CallManagement record(Map<String, String> row) {
    VqText metrics = new VqText(row.getOrDefault("varvqmetrics", ""));
    String device = text(row, "devicename");
    return new CallManagement(
        globalCallId(row),
        text(row, "directorynum"),
        device,
        PHONE.matcher(device).matches() ? device.substring(3).toLowerCase(Locale.ROOT) : "",
        sessionId(row, "localsessionid"),
        sessionId(row, "remotesessionid"),
        count(row, "datetimestamp"),
        count(row, "duration"),
        count(row, "numberpacketssent"),
        count(row, "numberpacketsreceived"),
        count(row, "numberpacketslost"),
        metrics.discarded(),
        number(row, "jitter"),
        number(row, "latency"),
        metrics.mosLq(),
        metrics.mosCq(),
        metrics.concealedRatio(),
        metrics.concealedSeconds(),
        metrics.severelyConcealedSeconds(),
        metrics.receivedCodec());
  }

  private static String globalCallId(Map<String, String> row) {
    return text(row, "globalcallid_clusterid")
        + "/"
        + text(row, "globalcallid_callmanagerid")
        + "/"
        + text(row, CALL);
  }

  private static String text(Map<String, String> row, String column) {
    return Texts.bounded(row.getOrDefault(column, ""));
  }

  private static String sessionId(Map<String, String> row, String column) {
    String id = text(row, column);
    return SESSION_ID.matcher(id).matches() ? id.toLowerCase(Locale.ROOT) : "";
  }

  private static OptionalLong count(Map<String, String> row, String column) {
    return Texts.number(row.getOrDefault(column, "").strip(), MAX_COUNT);
  }

  private static OptionalDouble number(Map<String, String> row, String column) {
    String value = row.getOrDefault(column, "").strip();
    return DECIMAL.matcher(value).matches()
        ? OptionalDouble.of(Double.parseDouble(value))
        : OptionalDouble.empty();
  }
}
