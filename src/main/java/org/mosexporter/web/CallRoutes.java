package org.mosexporter.web;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LiveCalls;
import org.mosexporter.record.CallArchive;
import org.mosexporter.record.CallPlace;
import org.mosexporter.record.CallQuery;
import org.mosexporter.record.CallTerm;
import org.mosexporter.record.CallsJson;

/** Records of the latest calls: {@code /api/v1/calls} and {@code /api/v1/calls/ID}. */
final class CallRoutes {
  static final String ALL = "/api/v1/calls";
  static final String ONE = ALL + "/";

  private static final String JSON = "application/json";
  private static final double BEST_MOS = 5;
  private static final List<String> RESULTS =
      Arrays.stream(CallSummary.Result.values()).map(CallSummary.Result::label).toList();

  static final List<String> PARAMETERS =
      List.of(
          "user",
          "number",
          "address",
          "codec",
          "site",
          "trunk",
          "result",
          "from",
          "to",
          "mos_below",
          Parameters.LIMIT,
          Parameters.CURSOR);

  private final CallArchive calls;
  private final LiveCalls live;

  CallRoutes(CallArchive calls, LiveCalls live) {
    this.calls = calls;
    this.live = live;
  }

  /** Those that the parameters ask for, latest first. */
  Reply all(Ask ask) {
    CallArchive.Page page = calls.find(query(Parameters.of(ask, PARAMETERS)));
    return new Reply(200, JSON, page::writeTo);
  }

  private static CallQuery query(Parameters asked) {
    Set<CallTerm> terms = new HashSet<>();
    term(CallTerm.Kind.PARTY, "user", asked, terms);
    term(CallTerm.Kind.PARTY, "number", asked, terms);
    term(CallTerm.Kind.ADDRESS, "address", asked, terms);
    term(CallTerm.Kind.CODEC, "codec", asked, terms);
    return new CallQuery(
        terms,
        asked.text("site"),
        asked.text("trunk"),
        asked.choice("result", RESULTS),
        microseconds(asked.instant("from")),
        microseconds(asked.instant("to")),
        asked.number("mos_below", 1, BEST_MOS),
        asked.text(Parameters.CURSOR).map(CallRoutes::place),
        asked.limit());
  }

  private static void term(CallTerm.Kind kind, String name, Parameters asked, Set<CallTerm> terms) {
    asked.text(name).ifPresent(value -> terms.add(CallTerm.of(kind, value)));
  }

  private static OptionalLong microseconds(Optional<Instant> at) {
    return at.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(ChronoUnit.MICROS.between(Instant.EPOCH, at.get()));
  }

  static CallPlace place(String cursor) {
    try {
      return CallPlace.parse(cursor);
    } catch (IllegalArgumentException foreign) {
      throw new BadParameterException(
          Parameters.CURSOR, "It is the text that an answer has as next.");
    }
  }

  /** The one that the path names. */
  Reply one(Ask ask) {
    try {
      String id = ask.path().substring(ONE.length());
      return calls
          .find(id)
          .map(call -> new Reply(200, JSON, call::writeTo))
          .or(() -> live.find(id).map(CallRoutes::reply))
          .orElseGet(() -> Problem.of(ask, 404, "No such call, or none that is still kept."));
    } catch (IOException unreadable) {
      return Problem.of(ask, 503, "The database of records cannot be read now.");
    }
  }

  private static Reply reply(CallSummary call) {
    return new Reply(200, JSON, out -> CallsJson.write(call, out));
  }
}
