package org.mosexporter.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.HalfMirrorText;
import org.mosexporter.call.PacketKind;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.Source;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.capture.CaptureCounters;
import org.mosexporter.capture.InterfaceCounters;
import org.mosexporter.config.Capture;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Listener;
import org.mosexporter.receive.ListenerState;
import org.mosexporter.receive.ReportSource;
import org.mosexporter.receive.Reporter;
import org.mosexporter.stream.Unscored;

/**
 * What a daemon that was just installed sees, and what its owner can do next; for the page and the
 * log in the same words. Nothing is said that was not seen.
 *
 * @param needed whether no call was scored yet, or only halves of calls are seen
 * @param seen sentences about what comes in
 * @param next sentences about what to do, the most pressing first
 */
public record FirstSteps(boolean needed, List<String> seen, List<String> next) {
  /** When nothing is left to be said. */
  static final FirstSteps NONE = new FirstSteps(false, List.of(), List.of());

  /** So long one direction may be nothing but a call in which one side is on hold. */
  private static final double EARLY_SECONDS = 120;

  /** Before, the other direction's first interval may not have ended. */
  private static final double ENOUGH_SECONDS = 15;

  private static final int FEW_PACKETS = 10;
  private static final int ONE_IN = 50;

  public FirstSteps {
    seen = List.copyOf(seen);
    next = List.copyOf(next);
  }

  /** As it is now. */
  public static FirstSteps of(
      Config config,
      Snapshots tracker,
      CaptureCounters capture,
      List<ReportSource> listeners,
      List<Reporter> reporters) {
    return new Look(config, tracker, capture, listeners, reporters).steps();
  }

  /** One look at everything that comes in. */
  private static final class Look {
    private final Config config;
    private final TrackerCounters counters;
    private final boolean hasPhones;

    /** Scored on the phone's page, and 15 s later for good. */
    private boolean heard;

    private final Set<Direction> measured = new HashSet<>();
    private final Set<IpAddress> talking = new HashSet<>();
    private final CaptureCounters capture;
    private final List<ReportSource> listeners;
    private final List<Reporter> reporters;
    private final List<String> seen = new ArrayList<>();
    private final List<String> next = new ArrayList<>();

    Look(
        Config config,
        Snapshots tracker,
        CaptureCounters capture,
        List<ReportSource> listeners,
        List<Reporter> reporters) {
      this.config = config;
      this.capture = capture;
      this.listeners = listeners;
      this.reporters = reporters;
      counters = tracker.counters();
      hasPhones = !tracker.endpoints().isEmpty();
      for (EndpointFigures figures : tracker.figures()) {
        heard |= figures.direction() == Direction.RECEIVED && figures.score().isPresent();
        if (figures.source() == Source.MEASURED) {
          measured.add(figures.direction());
          talking.add(figures.endpoint());
        }
      }
    }

    FirstSteps steps() {
      double scored =
          counters.scoredSeconds().values().stream().mapToDouble(Double::doubleValue).sum();
      double spoken = scored + farEndSeconds();
      boolean early = spoken >= ENOUGH_SECONDS && spoken < EARLY_SECONDS;
      boolean half = halfMirrors() || (early && oneDirection());
      boolean isHeard = heard || scored > 0;
      if (isHeard && !half) {
        return NONE;
      }
      capture.interfaces().forEach(this::saw);
      if (capture.interfaces().isEmpty()) {
        String why = capture.trouble();
        seen.add(why.isEmpty() ? "No interface is sniffed: none is configured." : dot(why));
      }
      decoded(isHeard);
      reports();
      if (!half) {
        capture();
        unnamed();
        reporting();
        next.add(
            "mos-exporter setup listens, finds the networks, the PBX and the routers, and writes a"
                + " configuration that you see first.");
      }
      return new FirstSteps(true, seen, next);
    }

    /** Of what phones say and far ends hear. */
    private double farEndSeconds() {
      return counters.unscoredSeconds().entrySet().stream()
          .filter(of -> of.getKey().reason() == Unscored.FAR_END_UNKNOWN)
          .mapToDouble(Map.Entry::getValue)
          .sum();
    }

    private boolean halfMirrors() {
      new TreeMap<>(counters.halfMirrors())
          .forEach(
              (place, half) -> {
                if (half) {
                  next.add(HalfMirrorText.of(place));
                }
              });
      return !next.isEmpty();
    }

    /**
     * A stream between two phones of ours is told of its listener only: what two phones hear, and
     * nothing else, may be a whole call.
     */
    private boolean oneDirection() {
      boolean perhapsWhole = measured.contains(Direction.RECEIVED) && talking.size() > 1;
      if (measured.size() != 1 || perhapsWhole || packets(PacketKind.RTP) == 0) {
        return false;
      }
      String only = measured.contains(Direction.RECEIVED) ? "hear" : "say";
      next.add(
          "So far only what phones "
              + only
              + " was seen, and not the other direction. If that stays so in the next calls, the"
              + " mirror is half: mirror both directions of the port (rx and tx).");
      return true;
    }

    private void saw(InterfaceCounters of) {
      boolean automatic = config.capture().stream().anyMatch(Capture::isAutomatic);
      String why = automatic ? " (which has the default route; none is configured)" : "";
      if (!of.up()) {
        seen.add(of.name() + why + " is to be sniffed, and is down or away.");
        return;
      }
      seen.add(
          "%s%s is sniffed: %d packets of UDP or SIP so far, %d of them between other hosts."
              .formatted(of.name(), why, of.packets(), of.foreign()));
    }

    private void decoded(boolean isHeard) {
      seen.add(
          "Of all packets %d were RTP, %d RTCP and %d SIP; %s."
              .formatted(
                  packets(PacketKind.RTP),
                  packets(PacketKind.RTCP) + packets(PacketKind.SRTCP),
                  packets(PacketKind.SIP),
                  hasPhones
                      ? isHeard ? "phones were heard" : "phones were seen, no call was scored yet"
                      : "no phone was seen"));
    }

    private void reports() {
      for (ReportSource source : listeners) {
        if (source.state() instanceof ListenerState.Waiting(String why)) {
          seen.add(
              "Reports at %s %s are not received: %s"
                  .formatted(source.protocol().label(), source.address(), dot(why)));
        }
      }
      long taken = reporters.stream().mapToLong(Reporter::reports).sum();
      long from = reporters.stream().filter(one -> one.reports() > 0).count();
      seen.add(
          taken == 0
              ? "No report of a phone, PBX or agent was received."
              : "%d reports were received, from %d senders.".formatted(taken, from));
    }

    /** What is missing from the packets, from the outside in. */
    private void capture() {
      long rtp = packets(PacketKind.RTP);
      if (rtp > 0) {
        next.add(
            hasPhones
                ? "A call is seen. It has a score after ten seconds of speech."
                : "Speech is seen, but of no phone in the networks that are configured: add the"
                    + " phones' addresses to networks.");
        return;
      }
      if (packets(PacketKind.SIP) > 0) {
        next.add(
            "Signalling is seen, but no speech: either nobody talks now, or speech takes another"
                + " way: mirror the VLAN of the phones too.");
        return;
      }
      for (InterfaceCounters of : capture.interfaces()) {
        next.add(missing(of));
      }
      if (capture.interfaces().isEmpty()) {
        next.add(
            "To measure calls without the help of phones, let a switch mirror the port of the PBX"
                + " or of the router to an interface of this host, and name that: "
                + "capture: [{interface: eth1}].");
      }
    }

    private static String missing(InterfaceCounters of) {
      if (!of.up()) {
        return "Plug in " + of.name() + " and set it up: ip link set " + of.name() + " up.";
      }
      if (isUnmirrored(of)) {
        return "%s shows hardly anything but this host's own packets: it gets no mirror. On the switch, mirror the port of the PBX or of the router, both directions, to the port that %s is plugged into; where another interface gets the mirror, name it: capture: [{interface: eth1}]."
            .formatted(of.name(), of.name());
      }
      return "Packets of other hosts come in on %s, and no call among them. Place one now; if it does not show up within ten seconds, the mirror is of another port or VLAN than that of the calls."
          .formatted(of.name());
    }

    /** A switch floods now and then what is for others; a mirror shows nearly nothing else. */
    private static boolean isUnmirrored(InterfaceCounters of) {
      return of.foreign() < FEW_PACKETS || of.foreign() * ONE_IN < of.packets();
    }

    /** Who reports in vain. */
    private void unnamed() {
      for (Reporter reporter : reporters) {
        if (reporter.reports() == 0 && reporter.refused() > 0) {
          next.add(
              "What %s sends to the %s port is refused (%s): where that is right to be heard, add its network to networks, or its address to servers."
                  .formatted(
                      reporter.address(),
                      reporter.protocol().label(),
                      reporter.lastReason().replace('_', ' ')));
          return; // the table below has all
        }
      }
    }

    private void reporting() {
      if (reporters.stream().anyMatch(reporter -> reporter.reports() > 0)) {
        return;
      }
      List<String> ports =
          Stream.of(
                  Map.entry("RTCP", config.receive().rtcp()),
                  Map.entry("HEP", config.receive().hep()),
                  Map.entry("SIP quality reports", config.receive().sip()))
              .flatMap(kind -> kind.getValue().stream().map(at -> port(kind.getKey(), at)))
              .toList();
      if (!ports.isEmpty()) {
        next.add(
            "Without a mirror: let phones and PBX report to this host: "
                + String.join(", ", ports)
                + ". How, maker by maker, is in PHONES.md of the documentation.");
      }
    }

    private static String port(String what, Listener at) {
      return what + " to " + at.transport() + " port " + at.port();
    }

    private long packets(PacketKind kind) {
      return counters.packets().getOrDefault(kind, 0L);
    }

    private static String dot(String sentence) {
      return sentence.endsWith(".") ? sentence : sentence + ".";
    }
  }
}
