package org.mosexporter.judging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.LateReport;
import org.mosexporter.call.Snapshots;
import org.mosexporter.config.Config;
import org.mosexporter.diagnosis.Cause;
import org.mosexporter.diagnosis.Conclusions;
import org.mosexporter.diagnosis.Diagnosis;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.PathSplit;
import org.mosexporter.diagnosis.Severity;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.Topology;
import org.mosexporter.simulator.Examinee;
import org.mosexporter.simulator.Findings;
import org.mosexporter.simulator.Scope;
import org.mosexporter.stream.StreamSummary;

/**
 * Sits the simulator's exams for {@code diagnosis}, told what the daemon's stage is told. Between
 * two conclusions are five minutes, between two looks for warnings 30 s, as the daemon has them;
 * what was ever found above "info" counts, though it be closed by the end.
 */
final class Diagnostician implements Examinee {
  private static final long EVERY_NS = 300_000_000_000L;
  private static final long LOOKS_EVERY_NS = 30_000_000_000L;

  private final Diagnosis diagnosis;
  private final Map<Finding.Key, Finding> closed = new LinkedHashMap<>();
  private final Map<Findings.StreamKey, Findings.Split> splits = new HashMap<>();
  private Map<String, EndpointInfo> phones = Map.of();
  private List<EndpointInfo> known = List.of();
  private Conclusions last = Conclusions.NONE;
  private OptionalLong warnedNs = OptionalLong.empty();
  private Optional<Topology> now = Optional.empty();
  private long concludedNs;
  private long lookedNs;
  private int warnings;
  private boolean warning;

  Diagnostician(Config config) {
    diagnosis = new Diagnosis(config);
  }

  @Override
  public void onPoll(RouterSnapshot device, PollWindows windows, Topology topology) {
    now = Optional.of(topology);
    diagnosis.onPoll(device, windows);
  }

  @Override
  public void onDrops(long fromNs, long toNs, long packets) {
    diagnosis.onDrops(fromNs, toNs, packets);
  }

  @Override
  public void onObservation(ObservedInterval interval) {
    diagnosis.onObservation(interval);
  }

  @Override
  public void onTime(long nowNs, Snapshots snapshots) {
    know(snapshots.endpoints());
    if (nowNs - concludedNs >= EVERY_NS) {
      conclude(nowNs);
    }
    if (nowNs - lookedNs >= LOOKS_EVERY_NS) {
      look(nowNs);
    }
    concluded = nowNs;
  }

  private void look(long nowNs) {
    lookedNs = nowNs;
    boolean warns = !diagnosis.crossings(nowNs).isEmpty();
    if (warns && !warning) {
      warnings++;
      warnedNs = warnedNs.isPresent() ? warnedNs : OptionalLong.of(nowNs);
    }
    warning = warns;
  }

  private long concluded;

  @SuppressWarnings("ReferenceEquality") // the same list is the same phones
  private void know(List<EndpointInfo> endpoints) {
    if (endpoints != known) {
      known = endpoints;
      Map<String, EndpointInfo> now = new HashMap<>();
      endpoints.forEach(one -> now.put(one.address().toString(), one));
      phones = now;
    }
  }

  private void conclude(long nowNs) {
    concludedNs = nowNs;
    last.findings().forEach(one -> closed.put(one.key(), one));
    last = diagnosis.conclude(nowNs);
  }

  @Override
  public void onInterval(ObservedInterval interval) {}

  @Override
  public void onStreamEnded(StreamSummary stream) {}

  @Override
  public void onLateReport(LateReport report) {}

  @Override
  public void onCallEnded(CallSummary call) {
    List<EndpointInfo> there = new ArrayList<>();
    call.streams().stream()
        .flatMap(s -> java.util.stream.Stream.of(s.source(), s.destination()))
        .distinct()
        .forEach(
            address -> {
              EndpointInfo phone = phones.get(address.toString());
              if (phone != null) {
                there.add(located(phone));
              }
            });
    CallSummary located = call.withEndpoints(there);
    diagnosis.onCall(located);
    for (StreamSummary stream : call.streams()) {
      PathSplit.of(stream)
          .ifPresent(
              split ->
                  splits.put(
                      new Findings.StreamKey(
                          stream.source().toString(), stream.sourcePort(), stream.ssrc()),
                      new Findings.Split(split.beforeR(), split.behindR())));
    }
  }

  /** As the daemon joins phones with what switches know. */
  private EndpointInfo located(EndpointInfo phone) {
    return now.map(
            topology ->
                new EndpointInfo(
                    phone.site(),
                    phone.address(),
                    phone.network(),
                    phone.access(),
                    phone.user(),
                    phone.users(),
                    phone.group(),
                    phone.vendor(),
                    phone.model(),
                    phone.firmware(),
                    phone.mac(),
                    topology.find(phone.address(), Optional.empty())))
        .orElse(phone);
  }

  @Override
  public Findings findings() {
    conclude(concluded);
    List<Finding> all = new ArrayList<>(last.findings());
    last.findings().forEach(one -> closed.remove(one.key()));
    closed.values().stream()
        .filter(one -> one.severity() != Severity.INFO)
        .sorted(Finding.WORST_FIRST)
        .forEach(all::add);
    return new Findings(
        all.stream()
            .filter(one -> one.cause() != Cause.CANNOT_TELL)
            .map(Diagnostician::named)
            .toList(),
        all.stream().anyMatch(one -> one.cause() == Cause.CANNOT_TELL),
        warnedNs,
        Math.max(0, warnings - 1),
        splits);
  }

  private static Findings.Named named(Finding finding) {
    return new Findings.Named(
        finding.cause().label(), scope(finding), finding.severity() == Severity.INFO);
  }

  private static Scope scope(Finding finding) {
    org.mosexporter.diagnosis.Scope scope = finding.scope();
    String name = scope.name();
    return switch (scope.kind()) {
      case SITE, ACCESS, ROUTER, SWITCH -> Scope.SITE;
      case NETWORK -> new Scope(Scope.Kind.NETWORK, name);
      case TRUNK -> new Scope(Scope.Kind.TRUNK, name);
      case MODEL -> new Scope(Scope.Kind.MODEL, name);
      case FIRMWARE -> new Scope(Scope.Kind.FIRMWARE, name);
      case ENDPOINT -> new Scope(Scope.Kind.ENDPOINT, name);
      case PORT -> new Scope(Scope.Kind.PORT, name.substring(name.indexOf('/') + 1));
      case INTERFACE -> new Scope(Scope.Kind.INTERFACE, name);
      case CLASS -> new Scope(Scope.Kind.CLASS, name);
    };
  }

  /** Of the last conclusions, with what speaks for them: for whoever tunes. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    last.findings()
        .forEach(
            one ->
                text.append("    ")
                    .append(one.severity())
                    .append(' ')
                    .append(one.cause().label())
                    .append(' ')
                    .append(one.scope())
                    .append(" lost ")
                    .append(one.lostMos())
                    .append(" calls ")
                    .append(one.calls())
                    .append(' ')
                    .append(one.evidence())
                    .append('\n'));
    return text.toString();
  }
}
