package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.Source;
import org.mosexporter.config.IpAddress;

/** All endpoints as the API tells them. */
public final class EndpointsJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private record Key(String site, IpAddress address) {}

  /** {@code {"endpoints":[…]}}, and leaves the stream open. */
  public static void write(Snapshots tracker, OutputStream to) throws IOException {
    Map<Key, EndpointFigures> sent = sent(tracker.figures());
    try (JsonGenerator out = FACTORY.createGenerator(to)) {
      EndpointJson json = new EndpointJson(new Json(out));
      out.writeStartObject();
      out.writeArrayFieldStart("endpoints");
      for (EndpointInfo endpoint : tracker.endpoints()) {
        out.writeStartObject();
        json.facts(endpoint);
        EndpointFigures figures = sent.get(new Key(endpoint.site(), endpoint.address()));
        if (figures != null) {
          json.sent(figures);
        }
        out.writeEndObject();
      }
      out.writeEndArray();
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

  private EndpointsJson() {}
}
