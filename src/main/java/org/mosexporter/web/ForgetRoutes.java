package org.mosexporter.web;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.mosexporter.record.Erased;
import org.mosexporter.record.ErasedJson;

/** {@code POST /api/v1/forget}: erases a person's calls from memory and all stores. */
final class ForgetRoutes {
  static final String ALL = "/api/v1/forget";

  private static final int MOST_BYTES = 4_096;
  private static final String JSON = "application/json";

  private final Function<String, List<Erased>> forget;

  ForgetRoutes(Function<String, List<Erased>> forget) {
    this.forget = forget;
  }

  Reply erase(Ask ask) {
    Parameters.of(ask, List.of());
    try {
      byte[] body = ask.body().readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        return Problem.of(ask, 413, "More than " + MOST_BYTES + " bytes are too many.");
      }
      List<Erased> erased = forget.apply(ErasedJson.who(body));
      return new Reply(200, JSON, out -> ErasedJson.write(erased, out));
    } catch (IOException | IllegalArgumentException bad) {
      return Problem.of(ask, 400, "The body is {\"who\":\"a user name or number\"}.");
    }
  }
}
