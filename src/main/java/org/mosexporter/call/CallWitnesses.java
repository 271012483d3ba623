package org.mosexporter.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.stream.StreamSummary;

/** The witnesses of a call, as its summary tells of them: nothing is kept twice. */
final class CallWitnesses {
  private final CallSummary call;
  private final Map<List<String>, Witness> found = new LinkedHashMap<>();

  CallWitnesses(CallSummary call) {
    this.call = call;
  }

  List<Witness> all() {
    long startNs = call.startNs().orElse(call.firstNs());
    for (String agent : call.signalledBy()) {
      add(Witness.Kind.SIP, "", agent, startNs, call.endNs().orElse(startNs), 0);
    }
    for (StreamSummary stream : call.streams()) {
      media(stream);
    }
    for (PhoneVerdict verdict : call.phone()) {
      long firstNs = verdict.startNs().orElse(verdict.atNs());
      add(
          Witness.Kind.PHONE,
          verdict.reporter().toString(),
          verdict.origin(),
          Math.min(firstNs, verdict.atNs()),
          verdict.atNs(),
          verdict.relayed() ? 0 : verdict.reports());
    }
    return new ArrayList<>(found.values());
  }

  private void media(StreamSummary stream) {
    long stopNs = stream.startNs() + Math.round(stream.durationSeconds() * 1e9);
    if (stream.packets() > 0 && stream.observedAt().isEmpty()) {
      add(Witness.Kind.MEASURED, "", "", stream.startNs(), stopNs, stream.packets());
    }
    for (StreamSummary.ObservedAt at : stream.observedAt()) {
      add(Witness.Kind.MEASURED, "", at.name(), stream.startNs(), stopNs, at.packets());
    }
    String listener = stream.destination().toString();
    stream
        .rtcp()
        .ifPresent(
            rtcp -> add(Witness.Kind.RTCP, listener, "", stream.startNs(), stopNs, rtcp.reports()));
    stream
        .xr()
        .ifPresent(
            xr -> add(Witness.Kind.XR, listener, "", stream.startNs(), stopNs, xr.reports()));
  }

  private void add(
      Witness.Kind kind, String reporter, String agent, long firstNs, long lastNs, long reports) {
    found.merge(
        List.of(kind.label(), reporter, agent),
        new Witness(kind, reporter, agent, firstNs, lastNs, reports),
        (one, more) ->
            new Witness(
                kind,
                reporter,
                agent,
                Math.min(one.firstNs(), more.firstNs()),
                Math.max(one.lastNs(), more.lastNs()),
                one.reports() + more.reports()));
  }
}
