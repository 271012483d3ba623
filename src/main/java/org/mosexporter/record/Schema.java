package org.mosexporter.record;

import java.util.List;

/**
 * The tables of calls (docs/RECORDS.md), the same in every database: what each version changes of
 * the one before. What is published stays as it is; a change is a further version.
 *
 * <p>Calls and all that belongs to them are kept in the order of their start: what is written
 * together stands together, so that a commit touches few pages (decision 88).
 */
final class Schema {
  private static final List<String> VERSIONS =
      List.of(
          """
          CREATE TABLE calls (
            id TEXT NOT NULL,
            revision INTEGER NOT NULL,
            instance TEXT NOT NULL,
            site TEXT NOT NULL,
            trunk TEXT NOT NULL,
            call_id TEXT NOT NULL,
            caller TEXT NOT NULL,
            callee TEXT NOT NULL,
            start_us ${whole} NOT NULL,
            answer_us ${whole},
            end_us ${whole} NOT NULL,
            talk_seconds DOUBLE PRECISION,
            result TEXT NOT NULL,
            status INTEGER,
            leg INTEGER NOT NULL,
            one_way INTEGER NOT NULL,
            mos_lq DOUBLE PRECISION,
            mos_lq_worst DOUBLE PRECISION,
            PRIMARY KEY (start_us, id)
          ) ${byKey};
          CREATE INDEX calls_by_id ON calls (id);
          CREATE TABLE call_records (
            start_us ${whole} NOT NULL,
            call TEXT NOT NULL,
            size INTEGER NOT NULL,
            record ${json} NOT NULL,
            PRIMARY KEY (start_us, call),
            FOREIGN KEY (start_us, call) REFERENCES calls (start_us, id) ON DELETE CASCADE
          );
          CREATE TABLE call_terms (
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            start_us ${whole} NOT NULL,
            call TEXT NOT NULL,
            PRIMARY KEY (kind, value, start_us, call),
            FOREIGN KEY (start_us, call) REFERENCES calls (start_us, id) ON DELETE CASCADE
          ) ${byKey};
          CREATE INDEX call_terms_by_call ON call_terms (start_us, call);
          CREATE TABLE call_heard (
            start_us ${whole} NOT NULL,
            call TEXT NOT NULL,
            number INTEGER NOT NULL,
            phone TEXT NOT NULL,
            site TEXT NOT NULL,
            network TEXT NOT NULL,
            access TEXT NOT NULL,
            user_group TEXT NOT NULL,
            vendor TEXT NOT NULL,
            model TEXT NOT NULL,
            firmware TEXT NOT NULL,
            direction TEXT NOT NULL,
            source TEXT NOT NULL,
            scale TEXT NOT NULL,
            codec TEXT NOT NULL,
            mos_lq DOUBLE PRECISION NOT NULL,
            mos_lq_worst DOUBLE PRECISION,
            lost_r_codec DOUBLE PRECISION,
            lost_r_loss DOUBLE PRECISION,
            lost_r_discard DOUBLE PRECISION,
            lost_r_delay DOUBLE PRECISION,
            seconds DOUBLE PRECISION NOT NULL,
            PRIMARY KEY (start_us, call, number),
            FOREIGN KEY (start_us, call) REFERENCES calls (start_us, id) ON DELETE CASCADE
          ) ${byKey};
          """);

  /** The newest there is. */
  static final int VERSION = VERSIONS.size();

  /** What makes a version of the one before, statement by statement. */
  static List<String> statements(int version, Dialect dialect) {
    String script =
        VERSIONS
            .get(version - 1)
            .replace("${whole}", dialect.whole)
            .replace("${json}", dialect.json)
            .replace("${byKey}", dialect.byKey);
    return List.of(script.strip().split(";\\s*"));
  }

  private Schema() {}
}
