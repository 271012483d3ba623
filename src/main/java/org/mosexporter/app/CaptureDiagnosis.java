package org.mosexporter.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mosexporter.call.CallEvents.Drops;
import org.mosexporter.call.CallEvents.ObservedInterval;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Snapshots;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.diagnosis.Diagnosis;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.stream.StreamSummary;

/**
 * What is concluded of captures: now and then while they are read, for a day's capture holds
 * troubles that are over by its end, and at their end.
 */
final class CaptureDiagnosis {
  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final long EVERY_NS = 1_800 * NS_PER_SECOND;

  /** What is known of phones changes slowly, and calls may end in thousands a second. */
  private static final long PHONES_FOR_NS = 10 * NS_PER_SECOND;

  private static final int MOST_FINDINGS = 1_000;

  private final Diagnosis diagnosis;
  private final Map<Finding.Key, Finding> found = new LinkedHashMap<>();
  private final Map<IpAddress, List<EndpointInfo>> phones = new HashMap<>();
  private long phonesUntilNs = Long.MIN_VALUE;
  private long latestNs = Long.MIN_VALUE;
  private long dueNs = Long.MAX_VALUE;

  CaptureDiagnosis(Config config) {
    diagnosis = new Diagnosis(config);
  }

  void onObservation(ObservedInterval observed) {
    reach(observed.interval().startNs() + observed.interval().durationNs());
    diagnosis.onObservation(observed);
  }

  void onDrops(Drops drops) {
    diagnosis.onDrops(drops.fromNs(), drops.toNs(), drops.packets());
  }

  void onCall(CallSummary call, Snapshots tracker) {
    reach(endNs(call));
    diagnosis.onCall(call.withEndpoints(phonesOf(call, tracker)));
  }

  private static long endNs(CallSummary call) {
    long mediaNs =
        call.streams().stream()
            .mapToLong(one -> one.startNs() + (long) (one.durationSeconds() * NS_PER_SECOND))
            .max()
            .orElse(call.firstNs());
    return Math.max(mediaNs, call.endNs().orElse(mediaNs));
  }

  private List<EndpointInfo> phonesOf(CallSummary call, Snapshots tracker) {
    if (latestNs >= phonesUntilNs) {
      phonesUntilNs = latestNs + PHONES_FOR_NS;
      phones.clear();
      Stream.concat(tracker.endpoints().stream(), tracker.foldedEndpoints().stream())
          .forEach(one -> phones.computeIfAbsent(one.address(), _ -> new ArrayList<>(1)).add(one));
    }
    return call.streams().stream()
        .flatMap(CaptureDiagnosis::ends)
        .distinct()
        .flatMap(address -> phones.getOrDefault(address, List.of()).stream())
        .toList();
  }

  private static Stream<IpAddress> ends(StreamSummary stream) {
    return Stream.of(stream.source(), stream.destination());
  }

  /** Packets are over: phones are looked at once more. */
  void beginFinish() {
    phonesUntilNs = Long.MIN_VALUE;
  }

  private void reach(long nowNs) {
    if (dueNs == Long.MAX_VALUE) {
      dueNs = nowNs + EVERY_NS;
    }
    latestNs = Math.max(latestNs, nowNs);
    if (latestNs >= dueNs) {
      dueNs = latestNs + EVERY_NS;
      conclude();
    }
  }

  private void conclude() {
    for (Finding finding : diagnosis.conclude(latestNs).findings()) {
      if (found.size() < MOST_FINDINGS || found.containsKey(finding.key())) {
        found.put(finding.key(), finding);
      }
    }
  }

  /** All that was found, each as it was concluded last, worst first. */
  List<Finding> finish() {
    if (latestNs != Long.MIN_VALUE) {
      conclude();
    }
    return found.values().stream().sorted(Finding.WORST_FIRST).toList();
  }
}
