package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Source;
import org.mosexporter.config.IpAddress;
import org.mosexporter.diagnosis.Finding;

/** Endpoints as the API tells them. */
public final class EndpointsJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private record Key(String site, IpAddress address) {}

  /**
   * One endpoint with how it is now.
   *
   * @param band of the worse direction; empty when nothing is known
   * @param findings about it
   */
  public record Row(
      EndpointInfo endpoint,
      String band,
      Optional<EndpointFigures> received,
      Optional<EndpointFigures> sent,
      List<Finding> findings) {}

  /**
   * {@code {"endpoints":[…],"next":"…"}}, and leaves the stream open.
   *
   * @param figures of all endpoints
   * @param next cursor; empty when nothing is left out
   */
  public static void write(
      List<Row> rows, List<EndpointFigures> figures, String next, OutputStream to)
      throws IOException {
    Map<Key, EndpointFigures> sent = sent(figures);
    try (JsonGenerator out = FACTORY.createGenerator(to)) {
      Json json = new Json(out);
      EndpointJson endpoints = new EndpointJson(json);
      out.writeStartObject();
      out.writeArrayFieldStart("endpoints");
      for (Row row : rows) {
        out.writeStartObject();
        endpoints.facts(row.endpoint);
        EndpointFigures seen = sent.get(new Key(row.endpoint.site(), row.endpoint.address()));
        if (seen != null) {
          endpoints.sent(seen);
        }
        json.text("band", row.band);
        endpoints.now("received", row.received);
        endpoints.now("sent", row.sent);
        if (!row.findings.isEmpty()) {
          ConclusionsJson.findings(row.findings, json);
        }
        out.writeEndObject();
      }
      out.writeEndArray();
      json.text("next", next);
      out.writeEndObject();
    }
    to.write('\n');
  }

  private static Map<Key, EndpointFigures> sent(List<EndpointFigures> figures) {
    Map<Key, EndpointFigures> sent = new HashMap<>();
    for (EndpointFigures one : figures) {
      if (one.direction() == Direction.SENT && one.source() == Source.MEASURED) {
        sent.put(new Key(one.site(), one.endpoint()), one);
      }
    }
    return sent;
  }

  /**
   * What an answer of the API knows of phones.
   *
   * @throws IOException when it is none
   */
  public static List<EndpointInfo> read(byte[] answer) throws IOException {
    try {
      return Fields.parse(answer).each("endpoints", CallReader::endpoint);
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      throw new IOException("no endpoints: " + wrong.getMessage(), wrong);
    }
  }

  private EndpointsJson() {}
}
