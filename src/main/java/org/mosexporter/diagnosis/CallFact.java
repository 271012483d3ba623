package org.mosexporter.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Source;
import org.mosexporter.config.Config;
import org.mosexporter.config.Network;
import org.mosexporter.quality.Scale;
import org.mosexporter.quality.Score;
import org.mosexporter.stream.StreamSummary;

/**
 * The little of a call that comparisons over weeks need. Times are nanoseconds since 1970-01-01
 * UTC.
 *
 * @param id of its record
 * @param from who called, as the record has it (plain or hashed): to compare, not to show; empty
 *     when unknown or not kept, and so for {@code to}
 * @param trunk name of the provider link; empty when none
 * @param startNs first INVITE, or when it was first heard of
 * @param answerNs first 2xx
 * @param endNs BYE, or the end of its media; its start when neither was seen
 * @param talkSeconds answer to end, or of the media where no signalling was seen; absent when
 *     nobody talked
 * @param leg whether another call stands for the conversation
 * @param oneWay whether one side heard nothing for a while
 * @param heard what each listener heard, each once (DESIGN §4.8)
 */
public record CallFact(
    String id,
    String site,
    String from,
    String to,
    String trunk,
    long startNs,
    OptionalLong answerNs,
    long endNs,
    OptionalDouble talkSeconds,
    CallSummary.Result result,
    boolean leg,
    boolean oneWay,
    List<Heard> heard) {
  private static final double NS_PER_SECOND = 1e9;

  public CallFact {
    heard = List.copyOf(heard);
  }

  /**
   * What one listener heard. Texts are empty when unknown.
   *
   * @param phone of ours, the listener or who speaks to one elsewhere: its MAC where known, else
   *     its address
   * @param access as {@code config.Network.Access} has it, in lower case
   * @param codec of most packets
   * @param mosLq mean, on the scale
   * @param mosLqWorst of the worst interval
   * @param lostR points of R lost by cause; empty where a phone gave its opinion only
   * @param seconds that were scored
   */
  public record Heard(
      String phone,
      String site,
      String network,
      String access,
      String group,
      String vendor,
      String model,
      String firmware,
      Direction direction,
      Source source,
      Scale scale,
      String codec,
      double mosLq,
      OptionalDouble mosLqWorst,
      Optional<Score.LostR> lostR,
      double seconds) {}

  /** Of a call that is over. */
  public static CallFact of(CallSummary call, Config config) {
    return new CallFact(
        call.id().toString(),
        call.site(),
        call.from(),
        call.to(),
        call.trunk(),
        call.startNs().orElse(call.firstNs()),
        call.answerNs(),
        endNs(call),
        talkSeconds(call),
        call.result(),
        call.leg(),
        !call.oneWay().isEmpty(),
        heard(call, config));
  }

  private static long endNs(CallSummary call) {
    return call.endNs()
        .orElseGet(
            () ->
                call.streams().stream()
                    .mapToLong(CallFact::endNs)
                    .max()
                    .orElse(call.startNs().orElse(call.firstNs())));
  }

  private static long endNs(StreamSummary stream) {
    return stream.startNs() + (long) (stream.durationSeconds() * NS_PER_SECOND);
  }

  /** Answer to end; of a call whose signalling nobody saw, as its media or its phones have it. */
  public static OptionalDouble talkSeconds(CallSummary call) {
    if (call.answerNs().isPresent() && call.endNs().isPresent()) {
      double seconds = (call.endNs().getAsLong() - call.answerNs().getAsLong()) / NS_PER_SECOND;
      return OptionalDouble.of(Math.max(0, seconds));
    }
    return call.result() == CallSummary.Result.UNKNOWN
        ? mediaSeconds(call)
        : OptionalDouble.empty();
  }

  private static OptionalDouble mediaSeconds(CallSummary call) {
    DoubleStream media = call.streams().stream().mapToDouble(StreamSummary::durationSeconds);
    DoubleStream told =
        call.phone().stream()
            .filter(one -> one.startNs().isPresent() && one.stopNs().isPresent())
            .mapToDouble(
                one -> (one.stopNs().getAsLong() - one.startNs().getAsLong()) / NS_PER_SECOND);
    return DoubleStream.concat(media, told).max();
  }

  private static List<Heard> heard(CallSummary call, Config config) {
    List<HeardCall> all = new ArrayList<>(HeardCall.of(call, config));
    PhoneHearing.of(call, config).forEach(byPhone -> all.add(byPhone.call()));
    return all.stream().map(one -> heard(one, call)).toList();
  }

  private static Heard heard(HeardCall heard, CallSummary call) {
    Network network = heard.network();
    Optional<EndpointInfo> known =
        call.endpoints().stream()
            .filter(endpoint -> endpoint.address().equals(heard.phone()))
            .findFirst();
    return new Heard(
        known.map(EndpointInfo::mac).filter(mac -> !mac.isEmpty()).orElse(heard.phone().toString()),
        network.site(),
        network.name(),
        network.access().name().toLowerCase(Locale.ROOT),
        known.map(EndpointInfo::group).orElse(""),
        known.map(EndpointInfo::vendor).orElse(""),
        known.map(EndpointInfo::model).orElse(""),
        known.map(EndpointInfo::firmware).orElse(""),
        heard.direction(),
        heard.source(),
        heard.scale(),
        heard.codec(),
        heard.mosLq(),
        heard.mosLqWorst(),
        heard.lostR(),
        heard.scoredSeconds());
  }
}
