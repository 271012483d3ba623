package org.mosexporter.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.PacketKind;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.stream.StreamSummary;

/** The result of {@code mos-exporter analyze --format=json}: one object. */
public final class AnalysisJson {
  private final Json json;
  private final JsonGenerator out;

  private AnalysisJson(JsonGenerator out) {
    this.json = new Json(out);
    this.out = out;
  }

  /** Writes to a writer and leaves it open. */
  public static void write(Analysis analysis, Writer to) throws IOException {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    try (JsonGenerator out = factory.createGenerator(to)) {
      out.setPrettyPrinter(new DefaultPrettyPrinter());
      new AnalysisJson(out).write(analysis);
    }
    to.write("\n");
    to.flush();
  }

  private void write(Analysis analysis) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("files");
    for (String file : analysis.files()) {
      out.writeString(file);
    }
    out.writeEndArray();
    packets(analysis.counters());
    interfaces(analysis.counters());
    IdentityHashMap<StreamSummary, Integer> indexes = new IdentityHashMap<>();
    StreamJson streams = new StreamJson(json);
    IdentityHashMap<StreamSummary, CallSummary> calls = callsOfStreams(analysis);
    out.writeArrayFieldStart("streams");
    for (StreamSummary stream : analysis.streams()) {
      indexes.put(stream, indexes.size());
      CallSummary call = calls.get(stream);
      streams.write(stream, call == null ? List.of() : CallJson.verdictsOn(stream, call));
    }
    out.writeEndArray();
    ConclusionsJson.findings(analysis.findings(), json);
    out.writeArrayFieldStart("calls");
    for (CallSummary call : analysis.calls()) {
      call(call, indexes);
    }
    out.writeEndArray();
    out.writeObjectFieldStart("left_out");
    out.writeNumberField("streams", analysis.leftOut().streams());
    out.writeNumberField("calls", analysis.leftOut().calls());
    out.writeEndObject();
    out.writeEndObject();
  }

  private void packets(TrackerCounters counters) throws IOException {
    out.writeObjectFieldStart("packets");
    for (PacketKind kind : PacketKind.values()) {
      if (kind != PacketKind.MALFORMED) { // told by reason below
        out.writeNumberField(kind.label(), counters.packets().getOrDefault(kind, 0L));
      }
    }
    out.writeObjectFieldStart("malformed");
    Map<String, Long> faults = new TreeMap<>();
    counters
        .malformed()
        .forEach((fault, count) -> faults.put(fault.protocol() + "/" + fault.reason(), count));
    faults.keySet().removeIf(fault -> fault.endsWith("/truncated")); // is not malformed
    for (Map.Entry<String, Long> fault : faults.entrySet()) {
      out.writeNumberField(fault.getKey(), fault.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  /** Of which enough is known. */
  private void interfaces(TrackerCounters counters) throws IOException {
    if (counters.halfMirrors().isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("interfaces");
    for (Map.Entry<String, Boolean> known : new TreeMap<>(counters.halfMirrors()).entrySet()) {
      out.writeStartObject();
      out.writeStringField("name", known.getKey());
      out.writeBooleanField("half_mirror", known.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void call(CallSummary call, IdentityHashMap<StreamSummary, Integer> indexes)
      throws IOException {
    out.writeStartObject();
    new CallJson(json).fields(call);
    out.writeArrayFieldStart("streams");
    for (StreamSummary stream : call.streams()) {
      Integer index = indexes.get(stream);
      if (index != null) {
        out.writeNumber(index);
      }
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static IdentityHashMap<StreamSummary, CallSummary> callsOfStreams(Analysis analysis) {
    IdentityHashMap<StreamSummary, CallSummary> calls = new IdentityHashMap<>();
    analysis.calls().forEach(call -> call.streams().forEach(stream -> calls.put(stream, call)));
    return calls;
  }
}
