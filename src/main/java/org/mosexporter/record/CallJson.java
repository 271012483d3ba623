package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.mosexporter.call.CallEvent;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.PhoneVerdict;
import org.mosexporter.call.RouterWindow;
import org.mosexporter.call.SipLadder;
import org.mosexporter.call.SipStep;
import org.mosexporter.call.Witness;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.stream.StreamSummary;

/** One call as records, analyze and the API write it. */
final class CallJson {
  /** Of the record's form: it changes when a reader must know. */
  private static final int SCHEMA = 1;

  private final Json json;
  private final JsonGenerator out;

  CallJson(Json json) {
    this.json = json;
    this.out = json.out();
  }

  /** A whole record, its streams in it. */
  void record(CallSummary call) throws IOException {
    out.writeStartObject();
    out.writeNumberField("schema", SCHEMA);
    out.writeStringField("id", call.id().toString());
    out.writeNumberField("revision", call.revision());
    json.text("site", call.site());
    fields(call);
    StreamJson streams = new StreamJson(json);
    out.writeArrayFieldStart("streams");
    for (StreamSummary stream : call.streams()) {
      streams.write(stream, verdictsOn(stream, call));
    }
    out.writeEndArray();
    endpoints(call);
    findings(call);
    out.writeEndObject();
  }

  private void findings(CallSummary call) throws IOException {
    if (!call.findings().isEmpty()) {
      ConclusionsJson.findings(Finding.of(call), json);
    }
  }

  private void endpoints(CallSummary call) throws IOException {
    if (!call.endpoints().isEmpty()) {
      EndpointJson endpoints = new EndpointJson(json);
      out.writeArrayFieldStart("endpoints");
      for (EndpointInfo endpoint : call.endpoints()) {
        out.writeStartObject();
        endpoints.facts(endpoint);
        out.writeEndObject();
      }
      out.writeEndArray();
    }
  }

  static List<PhoneVerdict> verdictsOn(StreamSummary stream, CallSummary call) {
    return call.phone().stream()
        .filter(verdict -> call.streamOf(verdict).filter(stream::equals).isPresent())
        .toList();
  }

  /** What is said of the call itself. */
  void fields(CallSummary call) throws IOException {
    json.text("call_id", call.callId());
    json.text("from", call.from());
    json.text("to", call.to());
    json.text("trunk", call.trunk());
    json.time("start", call.startNs());
    json.time("answer", call.answerNs());
    json.time("end", call.endNs());
    json.number("setup_seconds", call.setupSeconds(), 6);
    json.number("disconnect_seconds", call.disconnectSeconds(), 6);
    out.writeStringField("result", call.result().label());
    json.whole("status", call.status());
    related(call);
    oneWay(call);
    witnesses(call);
    routerWindows(call);
    routerEvents(call);
    sip(call.sip());
    new PhoneJson(json)
        .unseen(call.phone().stream().filter(verdict -> call.streamOf(verdict).isEmpty()).toList());
  }

  private void related(CallSummary call) throws IOException {
    if (!call.related().isEmpty()) {
      out.writeArrayFieldStart("related");
      for (String callId : call.related()) {
        out.writeString(callId);
      }
      out.writeEndArray();
    }
  }

  private void oneWay(CallSummary call) throws IOException {
    if (call.oneWay().isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("one_way");
    for (CallSummary.OneWay stretch : call.oneWay()) {
      out.writeStartObject();
      out.writeStringField("speaker", stretch.speaker().toString());
      out.writeStringField("listener", stretch.listener().toString());
      out.writeStringField("since", Instants.rfc3339(stretch.sinceNs()));
      json.number("seconds", stretch.seconds(), 6);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** What the classes did that it may have gone through, all calls together. */
  private void routerWindows(CallSummary call) throws IOException {
    if (call.routerWindows().isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("router_windows");
    for (RouterWindow window : call.routerWindows()) {
      out.writeStartObject();
      out.writeStringField("router", window.router());
      json.text("interface", window.networkInterface());
      out.writeStringField("direction", window.direction().label());
      json.text("policy", window.policy());
      out.writeStringField("class", window.name());
      out.writeBooleanField("by_code_point", window.byCodePoint());
      out.writeStringField("from", Instants.rfc3339(window.fromNs()));
      out.writeStringField("to", Instants.rfc3339(window.toNs()));
      json.whole("packets", window.packets());
      json.whole("dropped_packets", window.droppedPackets());
      json.whole("dropped_bytes", window.droppedBytes());
      json.whole("queue_packets", window.queuePackets());
      json.whole("queue_limit_packets", window.queueLimitPackets());
      json.number("interface_utilisation", window.utilisation(), 4);
      out.writeNumberField("calls", window.calls());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void routerEvents(CallSummary call) throws IOException {
    if (call.routerEvents().isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("router_events");
    for (CallEvent told : call.routerEvents()) {
      out.writeStartObject();
      out.writeStringField("router", told.router());
      json.event(told.event());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void sip(SipLadder ladder) throws IOException {
    if (ladder.size() > 0) {
      out.writeArrayFieldStart("sip");
      for (SipStep step : ladder.steps()) {
        out.writeStartObject();
        out.writeStringField("at", Instants.rfc3339(step.atNs()));
        out.writeStringField("from", step.sender());
        out.writeStringField("to", step.receiver());
        json.text("by", step.agent());
        out.writeStringField("message", step.message());
        out.writeStringField("cseq", step.cseq());
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    if (ladder.omitted() > 0) {
      out.writeNumberField("sip_omitted", ladder.omitted());
    }
  }

  private void witnesses(CallSummary call) throws IOException {
    out.writeArrayFieldStart("witnesses");
    for (Witness witness : call.witnesses()) {
      out.writeStartObject();
      out.writeStringField("source", witness.kind().label());
      json.text("reporter", witness.reporter());
      json.text("by", witness.by());
      out.writeStringField("first", Instants.rfc3339(witness.firstNs()));
      out.writeStringField("last", Instants.rfc3339(witness.lastNs()));
      if (witness.reports() > 0) {
        out.writeNumberField("reports", witness.reports());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
