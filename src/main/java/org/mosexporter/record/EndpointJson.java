package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.config.Dscp;
import org.mosexporter.network.Neighbour.Inventory;
import org.mosexporter.network.Whereabouts;
import org.mosexporter.quality.Score;

/** One endpoint as records and the API write it; what is unknown is not written. */
final class EndpointJson {
  private static final int MOS_DIGITS = 3;
  private static final int SECONDS_DIGITS = 6;

  private final Json json;
  private final JsonGenerator out;

  EndpointJson(Json json) {
    this.json = json;
    this.out = json.out();
  }

  /** What it is and where. */
  void facts(EndpointInfo endpoint) throws IOException {
    out.writeStringField("address", endpoint.address().toString());
    json.text("site", endpoint.site());
    json.text("network", endpoint.network());
    out.writeStringField("access", endpoint.access().name().toLowerCase(Locale.ROOT));
    json.text("user", endpoint.user());
    if (endpoint.users() > 1) {
      out.writeNumberField("users", endpoint.users());
    }
    json.text("group", endpoint.group());
    json.text("vendor", endpoint.vendor());
    json.text("model", endpoint.model());
    json.text("firmware", endpoint.firmware());
    json.text("mac", endpoint.mac());
    json.text("switch", endpoint.switchName());
    json.text("port", endpoint.port());
    Whereabouts known = endpoint.whereabouts();
    json.whole("vlan", known.vlan());
    code("dscp_told", known.dscpTold());
    code("dscp_reported", known.dscpReported());
    inventory(known.neighbour().map(n -> n.inventory()));
  }

  private void inventory(Optional<Inventory> told) throws IOException {
    if (told.isPresent()) {
      json.text("serial", told.get().serial());
      json.text("asset", told.get().asset());
      json.text("hardware", told.get().hardware());
    }
  }

  private void code(String name, OptionalInt dscp) throws IOException {
    if (dscp.isPresent()) {
      out.writeStringField(name, Dscp.label(dscp.getAsInt()));
    }
  }

  /** Of one direction what the witness nearest its listener says now. */
  void now(String direction, Optional<EndpointFigures> figures) throws IOException {
    if (figures.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart(direction);
    out.writeStringField("at", Instants.rfc3339(figures.get().atNs()));
    out.writeStringField("source", figures.get().source().label());
    if (figures.get().score().isPresent()) {
      score(figures.get().score().get());
    }
    json.number("jitter_seconds", figures.get().jitterSeconds(), SECONDS_DIGITS);
    json.number("round_trip_seconds", figures.get().roundTripSeconds(), SECONDS_DIGITS);
    out.writeEndObject();
  }

  private void score(Score score) throws IOException {
    out.writeStringField("scale", score.scale().label());
    json.number("mos_lq", score.mosLq(), MOS_DIGITS);
    json.number("mos_cq", score.mosCq(), MOS_DIGITS);
    out.writeObjectFieldStart("lost_r");
    json.lostR(score.lostR());
    out.writeEndObject();
  }

  /** By code point the packets that were seen of what it sends. */
  void sent(EndpointFigures figures) throws IOException {
    Map<Integer, Long> packets = new TreeMap<>(figures.dscpPackets());
    out.writeObjectFieldStart("dscp_sent");
    for (Map.Entry<Integer, Long> one : packets.entrySet()) {
      out.writeNumberField(Dscp.label(one.getKey()), one.getValue());
    }
    out.writeEndObject();
  }
}
