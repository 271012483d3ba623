package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mosexporter.config.Dscp;
import org.mosexporter.network.ClassFigures;
import org.mosexporter.network.InterfaceFigures;
import org.mosexporter.network.LinkHealth;
import org.mosexporter.network.PathProbe;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.network.RouterEvents;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.ShaperFigures;

/** Routers and switches as the API tells them: what they said in their last polls. */
public final class RoutersJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private static final int SECONDS_DIGITS = 6;

  private final Json json;
  private final JsonGenerator out;

  private RoutersJson(JsonGenerator out) {
    this.out = out;
    json = new Json(out);
  }

  /**
   * {@code {"routers":[…],"next":"…"}}, and leaves the stream open.
   *
   * @param next cursor; empty when nothing is left out
   */
  public static void write(
      List<RouterSnapshot> routers, List<RouterEvents> events, String next, OutputStream to)
      throws IOException {
    try (JsonGenerator out = FACTORY.createGenerator(to)) {
      new RoutersJson(out).all(routers, events, next);
    }
    to.write('\n');
  }

  private void all(List<RouterSnapshot> routers, List<RouterEvents> events, String next)
      throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("routers");
    for (RouterSnapshot router : routers) {
      List<RouterEvent> told =
          events.stream()
              .filter(one -> one.router().equals(router.router()))
              .flatMap(one -> one.latest().stream())
              .toList();
      router(router, told);
    }
    out.writeEndArray();
    json.text("next", next);
    out.writeEndObject();
  }

  private void router(RouterSnapshot router, List<RouterEvent> told) throws IOException {
    out.writeStartObject();
    out.writeStringField("site", router.site());
    out.writeStringField("router", router.router());
    out.writeBooleanField("up", router.up());
    json.time("last_success", router.lastSuccessNs());
    json.number("poll_duration_seconds", router.pollDurationSeconds(), SECONDS_DIGITS);
    out.writeObjectFieldStart("modules");
    for (Map.Entry<String, Boolean> module : new TreeMap<>(router.modules()).entrySet()) {
      out.writeBooleanField(module.getKey(), module.getValue());
    }
    out.writeEndObject();
    json.each("interfaces", router.interfaces(), this::networkInterface);
    json.each("classes", router.classes(), this::trafficClass);
    json.each("shapers", router.shapers(), this::shaper);
    json.each("probes", router.probes(), this::probe);
    json.each("links", router.links(), this::link);
    json.each("events", told, json::event);
    out.writeEndObject();
  }

  private void networkInterface(InterfaceFigures of) throws IOException {
    out.writeStringField("interface", of.name());
    json.text("alias", of.alias());
    json.text("description", of.description());
    json.whole("speed_bits_per_second", of.speedBitsPerSecond());
    out.writeBooleanField("up", of.operationallyUp());
    if (of.halfDuplex().isPresent()) {
      out.writeBooleanField("half_duplex", of.halfDuplex().get());
    }
    traffic("input", of.input());
    traffic("output", of.output());
  }

  private void traffic(String name, InterfaceFigures.Traffic of) throws IOException {
    out.writeObjectFieldStart(name);
    json.whole("bytes", of.bytes());
    json.whole("packets", of.packets());
    json.whole("errors", of.errors());
    json.whole("discards", of.discards());
    out.writeEndObject();
  }

  private void trafficClass(ClassFigures of) throws IOException {
    json.text("interface", of.networkInterface());
    out.writeStringField("direction", of.direction().label());
    json.text("policy", of.policy());
    out.writeStringField("class", of.name());
    out.writeArrayFieldStart("match");
    for (String statement : of.match()) {
      out.writeString(statement);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("dscp");
    for (int codePoint : of.dscp()) {
      out.writeString(Dscp.label(codePoint));
    }
    out.writeEndArray();
    out.writeBooleanField("priority", of.priority());
    if (of.setDscp().isPresent()) {
      out.writeStringField("set_dscp", Dscp.label(of.setDscp().getAsInt()));
    }
    json.whole("packets", of.packets());
    json.whole("bytes", of.bytes());
    json.whole("dropped_packets", of.droppedPackets());
    json.whole("dropped_bytes", of.droppedBytes());
    json.whole("queue_packets", of.queuePackets());
    json.whole("queue_limit_packets", of.queueLimitPackets());
  }

  private void shaper(ShaperFigures of) throws IOException {
    json.text("interface", of.networkInterface());
    out.writeStringField("direction", of.direction().label());
    json.text("policy", of.policy());
    out.writeStringField("class", of.name());
    json.whole("rate_bits_per_second", of.shaper().rateBitsPerSecond());
    json.whole("packets", of.packets());
    json.whole("bytes", of.bytes());
    json.whole("dropped_packets", of.droppedPackets());
    json.whole("dropped_bytes", of.droppedBytes());
  }

  private void probe(PathProbe of) throws IOException {
    out.writeStringField("operation", of.operation());
    out.writeStringField("target", of.target());
    json.text("tag", of.tag());
    json.text("type", of.type());
    json.text("codec", of.codec());
    if (of.dscp().isPresent()) {
      out.writeStringField("dscp", Dscp.label(of.dscp().getAsInt()));
    }
    if (of.success().isPresent()) {
      out.writeBooleanField("success", of.success().get());
    }
    json.number("mos", of.mos(), 2);
    json.number("round_trip_seconds", of.roundTripSeconds(), SECONDS_DIGITS);
    oneWay("output", of.output());
    oneWay("input", of.input());
    json.whole("lost_packets", of.lostWithoutDirection());
  }

  private void oneWay(String name, PathProbe.OneWay of) throws IOException {
    if (of.lostPackets().isPresent() || of.jitterSeconds().isPresent()) {
      out.writeObjectFieldStart(name);
      json.whole("lost_packets", of.lostPackets());
      json.number("jitter_seconds", of.jitterSeconds(), SECONDS_DIGITS);
      out.writeEndObject();
    }
  }

  private void link(LinkHealth of) throws IOException {
    out.writeStringField("check", of.check());
    json.text("interface", of.link());
    out.writeBooleanField("alive", of.alive());
    json.number("latency_seconds", of.latencySeconds(), SECONDS_DIGITS);
    json.number("jitter_seconds", of.jitterSeconds(), SECONDS_DIGITS);
    json.number("lost_ratio", of.lostRatio(), SECONDS_DIGITS);
  }
}
