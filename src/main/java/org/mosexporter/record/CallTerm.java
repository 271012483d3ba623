package org.mosexporter.record;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Pseudonyms;
import org.mosexporter.stream.StreamSummary;

/**
 * Something that a call is found by and of which it may have several.
 *
 * @param value as it is compared: see {@link Kind#compared}
 */
public record CallTerm(Kind kind, String value) {
  private static final int MOST = 64;

  public enum Kind {
    /** Who called or was called, by name or number, and whose phone took part. */
    PARTY,
    ADDRESS,
    CODEC;

    /** As databases call it. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Without what makes no difference: capitals; of parties as {@link Pseudonyms} has it. */
    String compared(String text) {
      return (this == PARTY ? Pseudonyms.compared(text) : text.toLowerCase(Locale.ROOT))
          .replace("\0", "");
    }
  }

  public static CallTerm of(Kind kind, String text) {
    return new CallTerm(kind, kind.compared(text));
  }

  /** All that a call is found by. */
  static Set<CallTerm> of(CallSummary call) {
    Set<CallTerm> terms = new LinkedHashSet<>();
    add(Kind.PARTY, call.from(), terms);
    add(Kind.PARTY, call.to(), terms);
    for (EndpointInfo endpoint : call.endpoints()) {
      add(Kind.PARTY, endpoint.user(), terms);
      add(Kind.ADDRESS, endpoint.address().toString(), terms);
    }
    for (StreamSummary stream : call.streams()) {
      add(Kind.ADDRESS, stream.source().toString(), terms);
      add(Kind.ADDRESS, stream.destination().toString(), terms);
      add(Kind.CODEC, stream.codec(), terms);
    }
    return terms;
  }

  private static void add(Kind kind, String text, Set<CallTerm> terms) {
    if (!text.isEmpty() && terms.size() < MOST) {
      terms.add(of(kind, text));
    }
  }
}
