package org.mosexporter.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Direction;
import org.mosexporter.call.Source;
import org.mosexporter.diagnosis.CallFact;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;

/** Facts of calls out of their tables. */
final class CallFacts {
  private static final String COLUMNS =
      """
      SELECT c.id, c.site, c.caller, c.callee, c.trunk, c.start_us, c.answer_us, c.end_us,
        c.talk_seconds, c.result, c.leg, c.one_way, h.phone, h.site, h.network, h.access,
        h.user_group, h.vendor, h.model, h.firmware, h.direction, h.source, h.scale, h.codec,
        h.mos_lq, h.mos_lq_worst, h.lost_r_codec, h.lost_r_loss, h.lost_r_discard,
        h.lost_r_delay, h.seconds
      FROM calls c LEFT JOIN call_heard h ON h.start_us = c.start_us AND h.call = c.id
      WHERE c.start_us >= ? AND c.start_us < ?\
      """;

  /** Its parameters are from, to and, where one is given, the instance. */
  static String select(String instance) {
    return COLUMNS
        + (instance.isEmpty() ? "" : " AND c.instance = ?")
        + " ORDER BY c.start_us, c.id, h.number";
  }

  /** A call has a row for each that heard it, one after the other. */
  static void read(ResultSet rows, Consumer<CallFact> each) throws SQLException {
    Optional<CallFact> last = Optional.empty();
    List<CallFact.Heard> heard = new ArrayList<>();
    while (rows.next()) {
      String id = rows.getString(1);
      if (last.isEmpty() || !last.get().id().equals(id)) {
        last.ifPresent(call -> each.accept(with(call, heard)));
        heard.clear();
        last = Optional.of(call(rows));
      }
      if (rows.getString(13) != null) {
        heard.add(heard(rows));
      }
    }
    last.ifPresent(call -> each.accept(with(call, heard)));
  }

  private static CallFact call(ResultSet row) throws SQLException {
    return new CallFact(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6) * 1_000,
        nanoseconds(row, 7),
        row.getLong(8) * 1_000,
        number(row, 9),
        result(row.getString(10)),
        row.getInt(11) != 0,
        row.getInt(12) != 0,
        List.of());
  }

  private static CallFact with(CallFact call, List<CallFact.Heard> heard) {
    return new CallFact(
        call.id(),
        call.site(),
        call.from(),
        call.to(),
        call.trunk(),
        call.startNs(),
        call.answerNs(),
        call.endNs(),
        call.talkSeconds(),
        call.result(),
        call.leg(),
        call.oneWay(),
        heard);
  }

  private static CallFact.Heard heard(ResultSet row) throws SQLException {
    OptionalDouble codec = number(row, 27);
    return new CallFact.Heard(
        row.getString(13),
        row.getString(14),
        row.getString(15),
        row.getString(16),
        row.getString(17),
        row.getString(18),
        row.getString(19),
        row.getString(20),
        Direction.valueOf(upper(row.getString(21))),
        Source.valueOf(upper(row.getString(22))),
        Scale.ofLabel(row.getString(23)).orElse(Scale.NARROWBAND),
        row.getString(24),
        row.getDouble(25),
        number(row, 26),
        codec.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Score.LostR(
                    codec.getAsDouble(), row.getDouble(28), row.getDouble(29), number(row, 30))),
        row.getDouble(31));
  }

  private static CallSummary.Result result(String label) {
    return CallSummary.Result.valueOf(upper(label));
  }

  private static String upper(String label) {
    return label.toUpperCase(Locale.ROOT);
  }

  private static OptionalDouble number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static OptionalLong nanoseconds(ResultSet row, int column) throws SQLException {
    long us = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(us * 1_000);
  }

  private CallFacts() {}
}
