package org.mosexporter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.LateReport;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.config.Config;
import org.mosexporter.network.PollWindows;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.Topology;
import org.mosexporter.stream.StreamSummary;

/** All that the product knows of an office in the end, for conclusions that need no more. */
public final class Observed {
  private final Config config;
  private final List<CallSummary> calls = new ArrayList<>();
  private final List<StreamSummary> streams = new ArrayList<>();
  private final List<LateReport> late = new ArrayList<>();
  private final List<PollWindows> windows = new ArrayList<>();
  private final List<RouterSnapshot> devices = new ArrayList<>();
  private List<EndpointInfo> endpoints = List.of();
  private TrackerCounters counters = TrackerCounters.empty();
  private Optional<Topology> topology = Optional.empty();
  private long dropped;

  Observed(Config config) {
    this.config = config;
  }

  public Config config() {
    return config;
  }

  public List<CallSummary> calls() {
    return calls;
  }

  public List<StreamSummary> streams() {
    return streams;
  }

  public List<LateReport> lateReports() {
    return late;
  }

  /** Of every poll. */
  public List<PollWindows> windows() {
    return windows;
  }

  /** Of every poll. */
  public List<RouterSnapshot> devices() {
    return devices;
  }

  public List<EndpointInfo> endpoints() {
    return endpoints;
  }

  public TrackerCounters counters() {
    return counters;
  }

  public Optional<Topology> topology() {
    return topology;
  }

  /** By our own capture. */
  public long dropped() {
    return dropped;
  }

  /** Keeps all, and asks for conclusions when it is over. */
  static Examinee examinee(Config config, java.util.function.Function<Observed, Findings> by) {
    Observed observed = new Observed(config);
    return new Examinee() {
      @Override
      public void onPoll(RouterSnapshot device, PollWindows polled, Topology now) {
        observed.devices.add(device);
        observed.windows.add(polled);
        observed.topology = Optional.of(now);
      }

      @Override
      public void onDrops(long fromNs, long toNs, long packets) {
        observed.dropped += packets;
      }

      @Override
      public void onTime(long nowNs, Snapshots snapshots) {
        observed.endpoints = snapshots.endpoints();
        observed.counters = snapshots.counters();
      }

      @Override
      public Findings findings() {
        return by.apply(observed);
      }

      @Override
      public void onInterval(ObservedInterval interval) {}

      @Override
      public void onObservation(ObservedInterval interval) {}

      @Override
      public void onStreamEnded(StreamSummary stream) {
        observed.streams.add(stream);
      }

      @Override
      public void onCallEnded(CallSummary call) {
        observed.calls.add(call);
      }

      @Override
      public void onLateReport(LateReport report) {
        observed.late.add(report);
      }
    };
  }
}
