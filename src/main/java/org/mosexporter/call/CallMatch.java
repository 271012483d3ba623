package org.mosexporter.call;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.mosexporter.call.MediaFlow.Fit;
import org.mosexporter.config.IpAddress;
import org.mosexporter.stream.RtpStream;

/**
 * Which call a report is about (DESIGN §3): by Call-ID, which names one dialog's both ends; else by
 * SSRC and both media addresses at about that time; else by SSRC and one of them, for the other may
 * be behind a NAT. Never by time alone, and never by addresses alone.
 */
final class CallMatch {
  private final Calls calls;
  private final MediaAddresses mediaAddresses;
  private final FinishedCalls finished;

  CallMatch(Calls calls, MediaAddresses mediaAddresses, FinishedCalls finished) {
    this.calls = calls;
    this.mediaAddresses = mediaAddresses;
    this.finished = finished;
  }

  /** A call or a record. */
  sealed interface Match {
    record Live(Call call) implements Match {}

    record Finished(FinishedCalls.Entry entry) implements Match {}

    /** A stream that is of no call yet. */
    record Stream(RtpStream stream) implements Match {}
  }

  /**
   * What there is.
   *
   * @param flows of both directions
   * @param startNs of what is reported on, and {@code stopNs}, as far as the reporter knows
   */
  Optional<Match> find(
      String callId, List<MediaFlow> flows, OptionalLong startNs, OptionalLong stopNs, long atNs) {
    Optional<Match> byId =
        callId.isEmpty() ? Optional.empty() : calls.find(callId).map(Match.Live::new);
    return byId.or(() -> finished.find(callId, atNs).map(CallMatch::of))
        .or(() -> find(flows, Fit.BOTH_ENDS, startNs, stopNs, atNs))
        .or(() -> find(flows, Fit.ONE_END, startNs, stopNs, atNs));
  }

  private static Match of(FinishedCalls.Entry entry) {
    Optional<Match> live = entry.call().map(Match.Live::new);
    return live.orElseGet(() -> new Match.Finished(entry));
  }

  private Optional<Match> find(
      List<MediaFlow> flows, Fit wanted, OptionalLong startNs, OptionalLong stopNs, long atNs) {
    for (MediaFlow flow : flows) {
      Optional<Match> match =
          stream(flow, wanted, startNs, stopNs)
              .or(() -> finished.find(flow, wanted, startNs, stopNs, atNs).map(CallMatch::of));
      if (match.isPresent()) {
        return match;
      }
    }
    return Optional.empty();
  }

  private Optional<Match> stream(
      MediaFlow flow, Fit wanted, OptionalLong startNs, OptionalLong stopNs) {
    return at(flow.source(), flow.sourcePort(), flow, wanted, startNs, stopNs)
        .or(() -> at(flow.destination(), flow.destinationPort(), flow, wanted, startNs, stopNs));
  }

  private Optional<Match> at(
      Optional<IpAddress> address,
      int port,
      MediaFlow flow,
      Fit wanted,
      OptionalLong startNs,
      OptionalLong stopNs) {
    if (address.isEmpty() || flow.ssrcs().isEmpty()) {
      return Optional.empty();
    }
    return mediaAddresses.streamsAt(MediaAddress.of(address.get(), port)).stream()
        .filter(stream -> fit(stream, flow).compareTo(wanted) >= 0)
        .filter(stream -> FinishedCalls.overlap(stream.firstNs(), stream.lastNs(), startNs, stopNs))
        .findFirst()
        .map(CallMatch::of);
  }

  private static Match of(RtpStream stream) {
    Optional<Match> live = StreamOwner.of(stream).call().map(Match.Live::new);
    return live.orElseGet(() -> new Match.Stream(stream));
  }

  private static Fit fit(RtpStream stream, MediaFlow flow) {
    return flow.fit(
        stream.source(),
        stream.sourcePort(),
        stream.destination(),
        stream.destinationPort(),
        stream.ssrc());
  }
}
