package org.mosexporter.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.diagnosis.CallFact;
import org.mosexporter.quality.Score;

/**
 * A call as rows of the tables of {@link Schema}: each row's values in the order of its columns;
 * null is what is unknown.
 *
 * @param json the whole record
 */
@SuppressWarnings("ArrayRecordComponent") // none is compared
record CallColumns(
    @Nullable Object[] call,
    byte[] json,
    List<@Nullable Object[]> terms,
    List<@Nullable Object[]> heard) {

  static CallColumns of(CallSummary call, Config config) throws IOException {
    CallRow row = CallRow.of(call, config);
    ByteArrayOutputStream json = new ByteArrayOutputStream(8_192);
    CallsJson.write(call, json);
    return new CallColumns(
        callColumns(row, config.site()),
        json.toByteArray(),
        row.terms().stream().map(term -> termColumns(term, row)).toList(),
        heard(row));
  }

  static List<CallColumns> of(List<CallSummary> calls, Config config) throws IOException {
    List<CallColumns> all = new ArrayList<>();
    for (CallSummary call : calls) {
      all.add(of(call, config));
    }
    return all;
  }

  /** By which the record is known. */
  String id() {
    return String.valueOf(call[0]);
  }

  long startUs() {
    return call[8] instanceof Number number ? number.longValue() : 0;
  }

  int revision() {
    return call[1] instanceof Number number ? number.intValue() : 1;
  }

  private static @Nullable Object[] callColumns(CallRow row, String instance) {
    CallSummary call = row.call();
    CallFact fact = row.fact();
    return new @Nullable Object[] {
      row.id(),
      call.revision(),
      instance,
      text(call.site()),
      text(call.trunk()),
      text(call.callId()),
      text(call.from()),
      text(call.to()),
      row.startUs(),
      microseconds(call.answerNs()),
      CallRow.microseconds(fact.endNs()),
      value(fact.talkSeconds()),
      call.result().label(),
      value(call.status()),
      call.leg() ? 1 : 0,
      fact.oneWay() ? 1 : 0,
      value(row.mosLq()),
      value(row.mosLqWorst())
    };
  }

  private static @Nullable Object[] termColumns(CallTerm term, CallRow row) {
    return new @Nullable Object[] {term.kind().label(), term.value(), row.startUs(), row.id()};
  }

  private static List<@Nullable Object[]> heard(CallRow row) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CallFact.Heard heard : row.fact().heard()) {
      rows.add(heardColumns(heard, row, rows.size()));
    }
    return rows;
  }

  private static @Nullable Object[] heardColumns(CallFact.Heard heard, CallRow row, int number) {
    Optional<Score.LostR> lostR = heard.lostR();
    return new @Nullable Object[] {
      row.startUs(),
      row.id(),
      number,
      text(heard.phone()),
      text(heard.site()),
      text(heard.network()),
      heard.access(),
      text(heard.group()),
      text(heard.vendor()),
      text(heard.model()),
      text(heard.firmware()),
      heard.direction().label(),
      heard.source().label(),
      heard.scale().label(),
      text(heard.codec()),
      heard.mosLq(),
      value(heard.mosLqWorst()),
      lostR.isEmpty() ? null : lostR.get().codec(),
      lostR.isEmpty() ? null : lostR.get().loss(),
      lostR.isEmpty() ? null : lostR.get().discard(),
      lostR.isEmpty() ? null : value(lostR.get().delay()),
      heard.seconds()
    };
  }

  /** No database takes an octet of zeros in a text. */
  private static String text(String text) {
    return text.replace("\0", "");
  }

  private static @Nullable Object value(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
  }

  private static @Nullable Object microseconds(OptionalLong ns) {
    return ns.isPresent() ? CallRow.microseconds(ns.getAsLong()) : null;
  }

  private static @Nullable Object value(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
