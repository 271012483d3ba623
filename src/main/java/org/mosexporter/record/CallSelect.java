package org.mosexporter.record;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The statement by which a database answers a {@link CallQuery}. With a term it walks the stretch
 * of that term, else the calls by their start: latest first, until there are enough. The joins are
 * written as CROSS JOIN because SQLite takes them in that order then.
 */
final class CallSelect {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  /**
   * The statement.
   *
   * @param instance of which calls are asked for; empty for all
   * @param more rows than the limit
   */
  CallSelect(CallQuery query, String instance, int more) {
    List<CallTerm> terms = new ArrayList<>(query.terms());
    // Many calls have a codec in common, few a party.
    terms.sort((one, other) -> one.kind().compareTo(other.kind()));
    String start = terms.isEmpty() ? "c.start_us" : "t0.start_us";
    String id = terms.isEmpty() ? "c.id" : "t0.call";
    text.append("SELECT c.id, c.start_us, c.revision, r.size, r.record FROM ");
    text.append(terms.isEmpty() ? "calls c" : "call_terms t0 CROSS JOIN calls c");
    text.append(" CROSS JOIN call_records r WHERE r.start_us = c.start_us AND r.call = c.id");
    for (int i = 0; i < terms.size(); i++) {
      term(terms.get(i), i);
    }
    query.fromUs().ifPresent(from -> and(start + " >= ?", from));
    query.toUs().ifPresent(to -> and(start + " < ?", to));
    query
        .after()
        .ifPresent(
            place -> and("(" + start + ", " + id + ") < (?, ?)", place.startUs(), place.id()));
    query.site().ifPresent(site -> and("c.site = ?", site));
    query.trunk().ifPresent(trunk -> and("c.trunk = ?", trunk));
    query.result().ifPresent(result -> and("c.result = ?", result));
    query.mosBelow().ifPresent(mos -> and("c.mos_lq < ?", mos));
    if (!instance.isEmpty()) {
      and("c.instance = ?", instance);
    }
    text.append(" ORDER BY ").append(start).append(" DESC, ").append(id).append(" DESC LIMIT ?");
    values.add(query.limit() + more);
  }

  private void term(CallTerm term, int number) {
    if (number == 0) {
      and("c.start_us = t0.start_us AND c.id = t0.call");
      and("t0.kind = ? AND t0.value = ?", term.kind().label(), term.value());
    } else {
      and(
          "EXISTS (SELECT 1 FROM call_terms t WHERE t.kind = ? AND t.value = ?"
              + " AND t.start_us = c.start_us AND t.call = c.id)",
          term.kind().label(),
          term.value());
    }
  }

  private void and(String condition, Object... its) {
    text.append(" AND ").append(condition);
    values.addAll(List.of(its));
  }

  String text() {
    return text.toString();
  }

  void setValues(PreparedStatement of) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      of.setObject(i + 1, values.get(i));
    }
  }
}
