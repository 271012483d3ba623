package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Who is to be forgotten, and what was erased where. */
public final class ErasedJson {
  private static final int LONGEST_NAME = 256;
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  /**
   * Reads {@code {"who":"…"}}.
   *
   * @throws IOException when it is something else
   */
  public static String who(byte[] json) throws IOException {
    try (JsonParser in = FACTORY.createParser(json)) {
      if (in.nextToken() == JsonToken.START_OBJECT
          && "who".equals(in.nextFieldName())
          && in.nextToken() == JsonToken.VALUE_STRING) {
        String who = in.getText().strip();
        boolean isAll = in.nextToken() == JsonToken.END_OBJECT && in.nextToken() == null;
        if (isAll && !who.isEmpty() && who.length() <= LONGEST_NAME) {
          return who;
        }
      }
    }
    throw new IOException("nobody is named");
  }

  /** As {@link #who} reads it. */
  public static byte[] ask(String who) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(json)) {
      out.writeStartObject();
      out.writeStringField("who", who);
      out.writeEndObject();
    }
    return json.toByteArray();
  }

  /** {@code {"erased":[{"store":…,"place":…,"calls":…,"failure":…}]}}, and leaves it open. */
  public static void write(List<Erased> erased, OutputStream to) throws IOException {
    try (JsonGenerator out = FACTORY.createGenerator(to)) {
      Json json = new Json(out);
      out.writeStartObject();
      out.writeArrayFieldStart("erased");
      for (Erased one : erased) {
        out.writeStartObject();
        out.writeStringField("store", one.store());
        json.text("place", one.place());
        out.writeNumberField("calls", one.calls());
        json.text("failure", one.failure());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    to.write('\n');
  }

  /**
   * As {@link #write} wrote it.
   *
   * @throws IOException when it is something else
   */
  public static List<Erased> read(byte[] json) throws IOException {
    List<Erased> all = new ArrayList<>();
    try (JsonParser in = FACTORY.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT
          || !"erased".equals(in.nextFieldName())
          || in.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("the daemon answers something else");
      }
      while (in.nextToken() == JsonToken.START_OBJECT) {
        all.add(one(in));
      }
      return all;
    }
  }

  private static Erased one(JsonParser in) throws IOException {
    String store = "";
    String place = "";
    String failure = "";
    int calls = 0;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "store" -> store = in.getText();
        case "place" -> place = in.getText();
        case "failure" -> failure = in.getText();
        case "calls" -> calls = in.getIntValue();
        default -> in.skipChildren();
      }
    }
    return new Erased(store, place, calls, failure);
  }

  private ErasedJson() {}
}
