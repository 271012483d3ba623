package org.mosexporter.simulator.office;

import java.util.SplittableRandom;
import org.mosexporter.simulator.path.Ear;
import org.mosexporter.simulator.path.Flow;

/**
 * The media between two hosts, {@code a} and {@code b}: two streams and their reports. A leg to a
 * server goes on in the next leg.
 */
final class Leg {
  private final Office office;
  private final SplittableRandom random;
  private final Spec spec;
  private Stream toA;
  private Stream toB;
  private Reporter reportsOfA;
  private Reporter reportsOfB;

  /**
   * How it is.
   *
   * @param heard what the listener makes of it: the worse codec, where it was transcoded
   * @param preferred what could be spoken were nothing in the way
   * @param ab way from a to b
   */
  record Spec(
      String callId,
      Side a,
      Side b,
      Flow.Way ab,
      Flow.Way ba,
      Codec codec,
      Codec heard,
      Codec preferred,
      StreamTruth.Party party) {}

  Leg(Office office, Spec spec, SplittableRandom random) {
    this.office = office;
    this.spec = spec;
    this.random = random;
  }

  /** Both ends speak and hear. */
  static Leg alone(Office office, Spec spec, SplittableRandom random) {
    Leg leg = new Leg(office, spec, random);
    leg.toB = leg.spoken(spec.a, spec.b, spec.ab);
    leg.toA = leg.spoken(spec.b, spec.a, spec.ba);
    return leg;
  }

  /** The b of the first is a server, and so is the a of the second. */
  static void joined(Leg first, Leg second) {
    first.toA = first.spoken(first.spec.b, first.spec.a, first.spec.ba);
    second.toB = second.spoken(second.spec.a, second.spec.b, second.spec.ab);
    second.toA = second.relayed(second.spec.b, second.spec.a, second.spec.ba, first, false);
    first.toB = first.relayed(first.spec.a, first.spec.b, first.spec.ab, second, true);
  }

  private Stream spoken(Side from, Side to, Flow.Way way) {
    StreamTruth truth = truth(from, to);
    Listener listener = listener(from, to, truth);
    Flow flow = flow(from, to, way, truth, listener);
    return new Stream(truth, listener, flow, talker(flow, from.device()), spec.codec);
  }

  /** To a server, which goes on with it in the other leg. */
  private Stream relayed(Side from, Side server, Flow.Way way, Leg other, boolean first) {
    StreamTruth truth = truth(from, server);
    Listener listener = listener(from, server, truth);
    Stream onward = first ? other.toB : other.toA;
    Ear ear;
    Source source;
    if (other.spec.codec == spec.codec) {
      Relay relay = new Relay(listener, server.device(), spec.codec, onward.flow());
      ear = relay;
      source = relay;
    } else {
      Transcoder transcoder = new Transcoder(listener, (Talker) onward.source());
      ear = transcoder;
      source = transcoder;
    }
    Stream replaced =
        new Stream(onward.truth(), onward.listener(), onward.flow(), source, onward.codec());
    if (first) {
      other.toB = replaced;
    } else {
      other.toA = replaced;
    }
    Flow flow = flow(from, server, way, truth, ear);
    return new Stream(truth, listener, flow, talker(flow, from.device()), spec.codec);
  }

  private StreamTruth truth(Side from, Side to) {
    return new StreamTruth(
        spec.callId,
        from.media(),
        to.media(),
        random.nextInt(),
        random.nextInt(1 << 16),
        spec.codec,
        to.kind(),
        spec.party);
  }

  private Listener listener(Side from, Side to, StreamTruth truth) {
    Hearing hearing = new Hearing(spec.heard, spec.preferred, truth, office.scores());
    return new Listener(spec.codec, to.device(), from.device(), truth.sequence(), hearing);
  }

  private Flow flow(Side from, Side to, Flow.Way way, StreamTruth truth, Ear ear) {
    Frame frame =
        new Frame(
            from.media(), to.media(), spec.codec, truth.ssrc(), truth.sequence(), random.nextInt());
    Flow flow = way.flow(office.timeline(), frame, ear);
    truth.of(flow);
    return flow;
  }

  private Talker talker(Flow flow, Device device) {
    return new Talker(office.timeline(), flow, spec.codec, device, random.split());
  }

  /** Those who speak themselves begin, and reports are made. */
  void start() {
    if (toB.source() instanceof Talker talker) {
      talker.start();
    }
    if (toA.source() instanceof Talker talker) {
      talker.start();
    }
    if (office.plan().conditions().rtcp() != Plan.Rtcp.NONE) {
      reportsOfA = reporter(spec.a, toB, toA);
      reportsOfB = reporter(spec.b, toA, toB);
    }
  }

  private Reporter reporter(Side side, Stream sends, Stream hears) {
    boolean encrypted = office.plan().conditions().rtcp() == Plan.Rtcp.ENCRYPTED;
    Reporter reporter =
        new Reporter(
            office.timeline(),
            new Reporter.End(sends.ssrc(), side.cname(), encrypted, spec.codec),
            sends.flow(),
            sends.source(),
            hears.listener(),
            new Reporter.Epoch(office.epochNs(), random.nextLong(-5_000_000_000L, 5_000_000_000L)),
            random.split());
    hears.listener().reports(reporter);
    reporter.start(hears.ssrc());
    return reporter;
  }

  /** Everybody stops speaking. */
  void stop(long nowNs) {
    toA.source().stop();
    toB.source().stop();
    if (reportsOfA != null) {
      reportsOfA.stop(nowNs);
      reportsOfB.stop(nowNs);
    }
  }

  /** What was under way has arrived. */
  void end(long nowNs) {
    toA.end(office.scores(), nowNs);
    toB.end(office.scores(), nowNs);
  }

  Stream toA() {
    return toA;
  }

  Stream toB() {
    return toB;
  }

  Reporter reportsOfA() {
    return reportsOfA;
  }

  Reporter reportsOfB() {
    return reportsOfB;
  }

  Spec spec() {
    return spec;
  }
}
