package org.mosexporter.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.LiveCalls;
import org.mosexporter.record.CallArchive;
import org.mosexporter.record.CallPlace;
import org.mosexporter.record.CallQuery;
import org.mosexporter.record.CallTerm;
import org.mosexporter.record.CallsJson;
import org.mosexporter.record.FoundCall;

/** Finds calls for the pages: those that are kept, and those that go on. */
final class CallSearch {
  private final CallArchive calls;
  private final LiveCalls live;

  CallSearch(CallArchive calls, LiveCalls live) {
    this.calls = calls;
    this.live = live;
  }

  /**
   * What a call must be.
   *
   * @param user who called or was called, by name or number; empty for any
   * @param address of an end of its media; empty for any
   * @param to itself included
   * @param mosBelow of its worst direction
   */
  record Wanted(
      String user,
      String address,
      Optional<Instant> from,
      Optional<Instant> to,
      OptionalDouble mosBelow) {
    static final Wanted ALL =
        new Wanted("", "", Optional.empty(), Optional.empty(), OptionalDouble.empty());

    private CallQuery query(Optional<CallPlace> after, int most) {
      Set<CallTerm> terms = new HashSet<>();
      if (!user.isEmpty()) {
        terms.add(CallTerm.of(CallTerm.Kind.PARTY, user));
      }
      if (!address.isEmpty()) {
        terms.add(CallTerm.of(CallTerm.Kind.ADDRESS, address));
      }
      return new CallQuery(
          terms,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          microseconds(from),
          microseconds(to.map(last -> last.plus(1, ChronoUnit.MICROS))),
          mosBelow,
          after,
          most);
    }

    private static OptionalLong microseconds(Optional<Instant> at) {
      return at.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(ChronoUnit.MICROS.between(Instant.EPOCH, at.get()));
    }
  }

  /**
   * What was found.
   *
   * @param next where those begin that found no room; empty when there are none
   * @param missing why calls of the database are not among them; empty when they are
   */
  record Found(List<CallSummary> calls, Optional<CallPlace> next, Optional<String> missing) {}

  /** Latest first. */
  Found find(Wanted wanted, int most) {
    return find(wanted, Optional.empty(), most);
  }

  /** Those behind that place of a list that is the latest first. */
  Found find(Wanted wanted, Optional<CallPlace> after, int most) {
    CallArchive.Page page = calls.find(wanted.query(after, most));
    List<CallSummary> found = new ArrayList<>();
    page.calls().forEach(call -> found.add(read(call.json())));
    return new Found(found, page.next(), page.missing());
  }

  /**
   * Those that go on, latest first, as they are by now; empty when that cannot be told.
   *
   * @param most of them
   */
  Optional<List<CallSummary>> inProgress(int most) {
    return live.latest(most);
  }

  /** The call with that record, over or not. */
  Optional<CallSummary> one(String id) {
    try {
      return calls.find(id).map(CallSearch::read).or(() -> live.find(id));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the database of records cannot be read", unreadable);
    }
  }

  private static CallSummary read(FoundCall.Json record) {
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      record.writeTo(text);
      return CallsJson.read(text.toByteArray());
    } catch (IOException wrong) {
      throw new UncheckedIOException("a record cannot be read", wrong);
    }
  }
}
