package org.mosexporter.simulator.office;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.mosexporter.simulator.path.Flow;

/**
 * A call of a phone with somebody outside or with another phone, from INVITE to BYE: one leg where
 * the provider's servers are spoken to directly, else two that meet in the server.
 */
final class Conversation {
  private static final String PROVIDER = "SBC 7.4";
  private static final String SERVER = "Asterisk PBX 20.9.3";
  private static final long LEGS_APART_NS = 12_000_000;
  private static final long UNDER_WAY_NS = 3_000_000_000L;
  private static final long REPORTED_NS = 400_000_000;

  private final Office office;
  private final SplittableRandom random;
  private final Phone phone;
  private final Other other;
  private final boolean outgoing;
  private final List<Leg.Spec> specs = new ArrayList<>();
  private final List<Leg> legs = new ArrayList<>();
  private final List<Signalling> signals = new ArrayList<>();
  private final long number;
  private Codec codec = Codec.PCMA;
  private long startNs;

  /** Who is at the other end. */
  sealed interface Other {
    /** Somebody elsewhere. */
    record Outside(TrunkGear trunk, String user) implements Other {}

    /** Another phone of ours. */
    record Inside(Phone phone) implements Other {}
  }

  /**
   * @param outgoing whether the phone calls
   */
  Conversation(Office office, Phone phone, Other other, boolean outgoing, SplittableRandom random) {
    this.office = office;
    this.phone = phone;
    this.other = other;
    this.outgoing = outgoing;
    this.random = random;
    this.number = random.nextLong() >>> 1;
  }

  void start(long ringNs, long talkNs) {
    occupy(true);
    switch (other) {
      case Other.Outside(TrunkGear trunk, String user) when office.plan().server() ->
          throughServer(trunk, user);
      case Other.Outside(TrunkGear trunk, String user) -> direct(trunk, user);
      case Other.Inside(Phone second) -> inside(second);
    }
    // The leg that the caller is at begins.
    List<Signalling> inOrder = outgoing ? signals : signals.reversed();
    for (int i = 0; i < inOrder.size(); i++) {
      inOrder.get(i).invite(i * LEGS_APART_NS, offer());
      long answersNs = ringNs + (inOrder.size() - i) * LEGS_APART_NS;
      inOrder.get(i).answer(answersNs, leg(inOrder.get(i)).spec().codec());
    }
    office.timeline().after(ringNs + 4 * LEGS_APART_NS, _ -> talk(talkNs));
  }

  private Leg leg(Signalling signal) {
    return legs.get(signals.indexOf(signal));
  }

  private List<Codec> offer() {
    return codec == Codec.PCMA ? List.of(codec) : List.of(codec, Codec.PCMA);
  }

  private void occupy(boolean busy) {
    phone.busy = busy;
    if (other instanceof Other.Inside(Phone second)) {
      second.busy = busy;
    }
  }

  private void direct(TrunkGear trunk, String user) {
    int which = trunk.nextServer();
    Side near = near(phone);
    Side far = far(trunk, which, StreamTruth.Listener.FAR_END);
    codec = trunk.codec();
    Flow.Way ab = office.out(trunk, office.from(phone));
    Flow.Way ba = office.to(phone, office.in(trunk));
    addLeg(near, far, ab, ba, codec, codec, trunk.plan().codec(), trunk);
    legs.add(Leg.alone(office, specs.getFirst(), random));
    signal(near, trunk.host(which, 5060), far, user, PROVIDER, true);
  }

  private void addLeg(
      Side a,
      Side b,
      Flow.Way ab,
      Flow.Way ba,
      Codec its,
      Codec heard,
      Codec preferred,
      TrunkGear trunk) {
    StreamTruth.Party party = new StreamTruth.Party(phone, trunk.plan().name(), outgoing);
    specs.add(new Leg.Spec(callId(specs.size()), a, b, ab, ba, its, heard, preferred, party));
  }

  private void throughServer(TrunkGear trunk, String user) {
    int which = trunk.nextServer();
    Side near = near(phone);
    Side far = far(trunk, which, StreamTruth.Listener.FAR_END);
    Side inner = server();
    Side outer = server();
    Codec preferred = trunk.plan().codec();
    codec = office.transcodes() ? preferred : trunk.codec();
    Codec heard = trunk.codec();
    Flow.Way fromServer = office.to(phone, new Flow.Way());
    addLeg(near, inner, office.from(phone), fromServer, codec, heard, preferred, trunk);
    Flow.Way toTrunk = office.out(trunk, new Flow.Way());
    addLeg(outer, far, toTrunk, office.in(trunk), trunk.codec(), heard, preferred, trunk);
    join();
    signal(near, office.serverHost(5060), inner, user, SERVER, true);
    signal(far, trunk.host(which, 5060), outer, user, PROVIDER, false);
  }

  private void inside(Phone second) {
    TrunkGear cloud = office.cloud();
    Side near = near(phone);
    Side far = near(second);
    Side inner = server();
    Side outer = server();
    codec = cloud.codec();
    Codec preferred = office.plan().codecs().getFirst();
    boolean local = office.plan().server();
    Flow.Way up = office.from(phone);
    Flow.Way down = office.to(phone, local ? new Flow.Way() : office.in(cloud));
    addLeg(near, inner, local ? up : office.out(cloud, up), down, codec, codec, preferred, cloud);
    Flow.Way secondUp = office.from(second);
    Flow.Way secondDown = office.to(second, local ? new Flow.Way() : office.in(cloud));
    addLeg(
        outer,
        far,
        secondDown,
        local ? secondUp : office.out(cloud, secondUp),
        codec,
        codec,
        preferred,
        cloud);
    join();
    signal(near, office.serverHost(5060), inner, second.user(), SERVER, true);
    signalSecond(second, far, outer);
  }

  private void join() {
    Leg first = new Leg(office, specs.get(0), random);
    Leg second = new Leg(office, specs.get(1), random);
    Leg.joined(first, second);
    legs.add(first);
    legs.add(second);
  }

  private Side near(Phone at) {
    String cname = at.user() + "@" + at.address();
    return new Side(at.media(), at.device(), StreamTruth.Listener.PHONE, cname);
  }

  private Side far(TrunkGear trunk, int which, StreamTruth.Listener kind) {
    Host media = trunk.host(which, 20_000 + 2 * random.nextInt(10_000));
    return new Side(media, trunk.device(which), kind, "media@" + media.address());
  }

  private Side server() {
    Host media = office.serverHost(10_000 + 2 * random.nextInt(4_900));
    return new Side(media, office.server(), StreamTruth.Listener.SERVER, "pbx@" + media.address());
  }

  private String callId(int leg) {
    return Long.toHexString(number + leg * 0x9E37L) + "@" + (leg == 0 ? "office" : "leg");
  }

  /** The leg between our phone, or the provider, and a server or the provider. */
  private void signal(
      Side side, Host others, Side otherSide, String user, String software, boolean isPhones) {
    Host sip = isPhones ? phone.host() : office.serverHost(5060);
    Side ours = isPhones ? side : otherSide;
    Side theirs = isPhones ? otherSide : side;
    String agent = isPhones ? phone.userAgent() : SERVER;
    int leg = signals.size();
    Dialog.Party near = party(phone.user(), sip, ours, agent);
    Dialog.Party far = party(user, others, theirs, software);
    Dialog dialog =
        outgoing ? new Dialog(near, far, callId(leg)) : new Dialog(far, near, callId(leg));
    // Where the server is ours, a phone's message comes in to it, and its own goes out.
    boolean nearOutward = !office.plan().server() || !isPhones;
    int dscp = isPhones ? signallingDscp(phone) : 24;
    signals.add(new Signalling(office, dialog, outgoing == nearOutward, outgoing ? dscp : 24));
  }

  private void signalSecond(Phone second, Side far, Side outer) {
    Dialog.Party server = party(phone.user(), office.serverHost(5060), outer, SERVER);
    Dialog.Party callee = party(second.user(), second.host(), far, second.userAgent());
    Dialog dialog =
        outgoing ? new Dialog(server, callee, callId(1)) : new Dialog(callee, server, callId(1));
    boolean serverOutward = office.plan().server();
    int dscp = outgoing ? 24 : signallingDscp(second);
    signals.add(new Signalling(office, dialog, outgoing == serverOutward, dscp));
  }

  private int signallingDscp(Phone of) {
    int own = of.device().dscp == 0 ? 0 : 24;
    return office.gear(of).marking().of(own);
  }

  private Dialog.Party party(String user, Host sip, Side side, String software) {
    String tag = Integer.toHexString(random.nextInt());
    return new Dialog.Party(user, sip, side.media(), software, tag);
  }

  private void talk(long talkNs) {
    startNs = office.timeline().nowNs();
    office.begun(this);
    legs.forEach(Leg::start);
    office.timeline().after(talkNs, this::hangUp);
  }

  private void hangUp(long nowNs) {
    boolean byCaller = random.nextBoolean();
    List<Signalling> inOrder = outgoing == byCaller ? signals : signals.reversed();
    for (int i = 0; i < inOrder.size(); i++) {
      inOrder.get(i).bye(i * LEGS_APART_NS, byCaller);
    }
    legs.forEach(leg -> leg.stop(nowNs));
    publish(nowNs);
    occupy(false);
    office.timeline().after(UNDER_WAY_NS, this::end);
  }

  private void end(long nowNs) {
    office.over(this);
    account(nowNs);
  }

  /** Tells what became of its streams until now. */
  void account(long nowNs) {
    legs.forEach(leg -> leg.end(nowNs));
  }

  private void publish(long nowNs) {
    boolean plain = office.plan().conditions().rtcp() == Plan.Rtcp.PLAIN;
    if (plain && phone.device().publishes) {
      publish(phone, legs.getFirst(), signals.getFirst(), outgoing, nowNs);
    }
  }

  private void publish(Phone by, Leg leg, Signalling signal, boolean byCaller, long nowNs) {
    Stream heard = leg.toA();
    if (!heard.listener().reception().hasHeard()) {
      return;
    }
    Host remote = heard.truth().from();
    VqReport report =
        new VqReport(
            signal.dialog(), byCaller, heard.codec(), remote, heard.ssrc(), leg.toB().ssrc());
    long unixNs = office.epochNs();
    String text = report.text(heard.listener(), leg.reportsOfA(), unixNs + startNs, unixNs + nowNs);
    Side none = new Side(by.host(), by.device(), StreamTruth.Listener.PHONE, "");
    Dialog.Party phoneSide = party(by.user(), by.host(), none, by.userAgent());
    Dialog.Party collector = party("collector", office.serverHost(5060), none, SERVER);
    Dialog dialog = new Dialog(phoneSide, collector, "vq" + Long.toHexString(random.nextLong()));
    new Signalling(office, dialog, !office.plan().server(), signallingDscp(by))
        .publish(REPORTED_NS, text);
  }
}
