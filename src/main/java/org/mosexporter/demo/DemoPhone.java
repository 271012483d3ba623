package org.mosexporter.demo;

/**
 * A phone of the simulated office and what its packets go through.
 *
 * @param user the user part of its SIP address
 * @param lan between the phone and the capture point
 * @param wan between the capture point and the provider
 * @param dscp how it marks its RTP, 0–63
 * @param reportsToCollector whether it sends copies of its RTCP, as Avaya's RTCPMON does
 * @param habit what it does besides
 */
public record DemoPhone(
    String user,
    String host,
    String userAgent,
    DemoCodec codec,
    Impairment lan,
    Impairment wan,
    int dscp,
    boolean reportsToCollector,
    Habit habit) {
  static final int SIP_PORT = 5060;
  static final int EXPEDITED_FORWARDING = 46;

  public DemoPhone {
    if (dscp < 0 || dscp > 63) {
      throw new IllegalArgumentException("no code point: " + dscp);
    }
  }

  boolean registers() {
    return habit != Habit.MAY_NOT_REGISTER && habit != Habit.STAMMERS;
  }

  /** Whether it calls many, or one number only. */
  boolean callsAround() {
    return switch (habit) {
      case TALKS, REPORTS_LATE, COMES_LATER -> true;
      case HANGS_UP_AND_CALLS_AGAIN, COMES_TO_HEAR_NOTHING, MAY_NOT_REGISTER, STAMMERS -> false;
    };
  }

  DemoPhone withDscp(int other) {
    return new DemoPhone(user, host, userAgent, codec, lan, wan, other, reportsToCollector, habit);
  }

  DemoPhone withHabit(Habit other) {
    return new DemoPhone(user, host, userAgent, codec, lan, wan, dscp, reportsToCollector, other);
  }

  /** What the phone's far end should measure as round trip, capture point excluded. */
  public double wanRoundTripSeconds() {
    return 2 * wan.delayMs() / 1000;
  }

  UdpAddress sip() {
    return UdpAddress.of(host, SIP_PORT);
  }
}
