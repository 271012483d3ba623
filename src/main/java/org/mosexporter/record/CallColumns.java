package org.mosexporter.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.StreamSummary;

/**
 * A call as rows of the tables of {@link Schema}: each row's values in the order of its columns;
 * null is what is unknown.
 *
 * @param json the whole record
 */
record CallColumns(
    @Nullable Object[] call,
    byte[] json,
    List<@Nullable Object[]> terms,
    List<@Nullable Object[]> endpoints,
    List<@Nullable Object[]> streams) {

  static CallColumns of(CallSummary call, String instance) throws IOException {
    CallRow row = CallRow.of(call);
    ByteArrayOutputStream json = new ByteArrayOutputStream(8_192);
    CallsJson.write(call, json);
    return new CallColumns(
        callColumns(row, instance),
        json.toByteArray(),
        row.terms().stream().map(term -> termColumns(term, row)).toList(),
        endpoints(row),
        streams(row));
  }

  /** By which the record is known. */
  String id() {
    return String.valueOf(call[0]);
  }

  int revision() {
    return call[1] instanceof Number number ? number.intValue() : 1;
  }

  private static @Nullable Object[] callColumns(CallRow row, String instance) {
    CallSummary call = row.call();
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
      value(CallRow.microseconds(call.answerNs())),
      value(CallRow.microseconds(call.endNs())),
      value(row.durationSeconds()),
      call.result().label(),
      value(call.status()),
      call.leg() ? 1 : 0,
      value(row.mosLq()),
      value(row.mosLqWorst())
    };
  }

  private static @Nullable Object[] termColumns(CallTerm term, CallRow row) {
    return new @Nullable Object[] {term.kind().label(), term.value(), row.startUs(), row.id()};
  }

  /** One for each address; a call has each phone once. */
  private static List<@Nullable Object[]> endpoints(CallRow row) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (EndpointInfo endpoint : row.call().endpoints()) {
      String address = endpoint.address().toString();
      if (!seen.contains(address)) {
        seen.add(address);
        rows.add(endpointColumns(endpoint, address, row.id()));
      }
    }
    return rows;
  }

  private static @Nullable Object[] endpointColumns(
      EndpointInfo endpoint, String address, String id) {
    return new @Nullable Object[] {
      id,
      address,
      text(endpoint.site()),
      text(endpoint.network()),
      endpoint.access().name().toLowerCase(Locale.ROOT),
      text(endpoint.user()),
      text(endpoint.group()),
      text(endpoint.vendor()),
      text(endpoint.model()),
      text(endpoint.firmware()),
      text(endpoint.mac())
    };
  }

  private static List<@Nullable Object[]> streams(CallRow row) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (StreamSummary stream : row.call().streams()) {
      rows.add(streamColumns(stream, row.id(), rows.size()));
    }
    return rows;
  }

  private static @Nullable Object[] streamColumns(StreamSummary stream, String id, int number) {
    Optional<Score> score =
        stream.score().or(() -> stream.rtcp().flatMap(StreamSummary.RtcpSummary::score));
    return new @Nullable Object[] {
      id,
      number,
      stream.source().toString(),
      stream.sourcePort(),
      stream.destination().toString(),
      stream.destinationPort(),
      text(stream.codec()),
      stream.scale().map(Scale::label).orElse(""),
      CallRow.microseconds(stream.startNs()),
      stream.durationSeconds(),
      stream.packets(),
      stream.expected(),
      stream.lost(),
      stream.discarded(),
      value(stream.jitterMeanSeconds()),
      value(stream.jitterMaxSeconds()),
      value(stream.roundTripSeconds()),
      value(CallRow.mosLq(stream)),
      value(CallRow.mosLqWorst(stream)),
      score.isEmpty() ? null : value(score.get().mosCq()),
      score.isEmpty() ? null : value(score.get().mosCommon()),
      score.isEmpty() ? null : score.get().lostR().codec(),
      score.isEmpty() ? null : score.get().lostR().loss(),
      score.isEmpty() ? null : score.get().lostR().discard(),
      score.isEmpty() ? null : value(score.get().lostR().delay())
    };
  }

  /** No database takes an octet of zeros in a text. */
  private static String text(String text) {
    return text.replace("\0", "");
  }

  private static @Nullable Object value(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
  }

  private static @Nullable Object value(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static @Nullable Object value(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
