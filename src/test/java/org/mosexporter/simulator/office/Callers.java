package org.mosexporter.simulator.office;

import java.util.List;
import java.util.SplittableRandom;
import org.mosexporter.simulator.path.Event;

/**
 * People who call: calls begin at random (a Poisson process) at a rate that follows the hour, and
 * last as long as calls do (lognormal: median 110 s, mean about 3 min, at most half an hour).
 */
public final class Callers implements Event {
  /** Share of the busiest hour's calls, by hour of the day. */
  private static final double[] PROFILE = {
    .01, .01, .01, .01, .01, .02, .1, .25, .6, .9, 1, .95, .55, .7, .95, 1, .8, .5, .25, .12, .06,
    .04, .02, .01
  };

  private static final double MEDIAN_TALK_S = 110;
  private static final double SPREAD = 0.95;
  private static final double LONGEST_TALK_S = 1800;
  private static final double SHORTEST_TALK_S = 8;
  private static final double INSIDE = 0.22;
  private static final double NS = 1e9;

  private final Office office;
  private final SplittableRandom random;
  private final double perSecond;

  public Callers(Office office, SplittableRandom random) {
    this.office = office;
    this.random = random;
    Plan plan = office.plan();
    perSecond = plan.phones() * plan.callsPerPhoneHour() / 3600;
    office.timeline().after(pauseNs(), this);
    for (Phone phone : office.phones()) {
      register(phone);
    }
  }

  private long pauseNs() {
    return (long) (random.nextExponential() / perSecond * NS);
  }

  private void register(Phone phone) {
    Side none = new Side(phone.host(), phone.device(), StreamTruth.Listener.PHONE, "");
    Host server = office.serverHost(5060);
    String tag = Integer.toHexString(random.nextInt());
    Dialog.Party self =
        new Dialog.Party(phone.user(), phone.host(), none.media(), phone.userAgent(), tag);
    Dialog.Party registrar =
        new Dialog.Party(phone.user(), server, server, "Asterisk PBX 20.9.3", "r" + tag);
    Dialog dialog = new Dialog(self, registrar, "reg" + Long.toHexString(random.nextLong()));
    new Signalling(office, dialog, !office.plan().server(), 24)
        .register((long) (random.nextDouble() * 30 * NS));
  }

  /** The office's level of activity, 0 to 1. */
  public static double activity(double hour) {
    return PROFILE[(int) hour % PROFILE.length];
  }

  @Override
  public void happen(long nowNs) {
    double hour = office.plan().startHour() + nowNs / NS / 3600;
    if (random.nextDouble() < activity(hour)) {
      call();
    }
    office.timeline().after(pauseNs(), this);
  }

  private void call() {
    List<Phone> phones = office.phones();
    Phone phone = phones.get(random.nextInt(phones.size()));
    Conversation.Other other = other();
    boolean taken = other instanceof Conversation.Other.Inside(Phone second) && second.busy;
    boolean self = other instanceof Conversation.Other.Inside(Phone second) && second == phone;
    if (phone.busy || taken || self) {
      return; // who finds nobody calls later
    }
    double talkS = MEDIAN_TALK_S * Math.exp(SPREAD * random.nextGaussian());
    long talkNs = (long) (Math.clamp(talkS, SHORTEST_TALK_S, LONGEST_TALK_S) * NS);
    long ringNs = (long) ((2 + 5 * random.nextExponential()) * NS);
    new Conversation(office, phone, other, random.nextBoolean(), random.split())
        .start(Math.min(ringNs, (long) (30 * NS)), talkNs);
  }

  private Conversation.Other other() {
    if (random.nextDouble() < INSIDE) {
      List<Phone> phones = office.phones();
      return new Conversation.Other.Inside(phones.get(random.nextInt(phones.size())));
    }
    List<TrunkGear> trunks = office.trunks();
    TrunkGear trunk = trunks.get(random.nextInt(trunks.size()));
    String user = "0049301" + (100_000 + random.nextInt(899_999));
    return new Conversation.Other.Outside(trunk, user);
  }
}
