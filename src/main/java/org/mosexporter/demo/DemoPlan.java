package org.mosexporter.demo;

import static org.mosexporter.demo.DemoPhone.EXPEDITED_FORWARDING;
import static org.mosexporter.demo.Impairment.bursty;
import static org.mosexporter.demo.Impairment.clean;
import static org.mosexporter.demo.Impairment.reordering;
import static org.mosexporter.demo.Impairment.uniform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is in the simulated office and what happens to them.
 *
 * @param seed decides everything that is left to chance
 * @param farEnds hosts of the provider
 * @param refused share of calls that the provider refuses, 0–1
 * @param collector where some phones send copies of their RTCP; nobody does without it
 */
public record DemoPlan(
    long seed,
    List<DemoPhone> phones,
    String pbx,
    List<String> farEnds,
    WanSchedule wan,
    Duration shortestCall,
    Duration longestCall,
    double refused,
    Optional<UdpAddress> collector) {
  /** Of office and branch, all but guests and the one of whom no whole message is seen. */
  static final int LASTING_PHONES = 21;

  public DemoPlan {
    phones = List.copyOf(phones);
    farEnds = List.copyOf(farEnds);
    if (farEnds.isEmpty() || longestCall.compareTo(shortestCall) < 0) {
      throw new IllegalArgumentException("nobody to call, or no time to talk");
    }
  }

  /** Twelve phones, from flawless to unusable, and a WAN that is busy 20 s of every minute. */
  public static DemoPlan office(long seed) {
    return new DemoPlan(
        seed,
        mixed(),
        "127.1.0.5",
        List.of("127.9.0.10", "127.9.0.11", "127.9.0.12"),
        new WanSchedule(
            Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(25), 0.04),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        0,
        Optional.empty());
  }

  /** A small branch in which much of what can go wrong does; its router spares voice when busy. */
  public static DemoPlan branch(long seed) {
    Impairment poor = bursty(3, 2, 20, 2);
    return new DemoPlan(
        seed + 1,
        List.of(
            branch("2001", 11, "Yealink SIP-T42S 66.85.0.15", DemoCodec.G723, poor),
            branch("2002", 12, "Yealink SIP-T42S 66.85.0.15", DemoCodec.G723, poor),
            branch("2003", 13, "Fanvil X3S 2.12.2", DemoCodec.G723, poor),
            branch("2004", 14, "snomD785/10.1.84.12", DemoCodec.PCMA, reordering(15, 12)),
            branch("2005", 15, "Mitel 6930/6.4.0.132", DemoCodec.G723, poor)
                .withHabit(Habit.HANGS_UP_AND_CALLS_AGAIN),
            branch("2006", 16, "Grandstream GXP2170 1.0.11.57", DemoCodec.G729, poor)
                .withHabit(Habit.COMES_TO_HEAR_NOTHING),
            branch("2007", 17, "Polycom/5.9.6", DemoCodec.PCMU, poor)
                .withHabit(Habit.MAY_NOT_REGISTER),
            branch("2008", 18, "Polycom/5.9.6", DemoCodec.PCMU, poor).withHabit(Habit.STAMMERS),
            branch("2009", 19, "snomD735/10.1.84.12", DemoCodec.G729, uniform(0, 20, 0.5))
                .withHabit(Habit.REPORTS_LATE),
            branch("2010", 20, "Cisco-CP-8841-3PCC/11.0", DemoCodec.PCMU, uniform(0, 20, 0.5))
                .withDscp(
                    0), // nobody told its switch port; nothing comes of it while there is room
            branch("2101", 31, "Fanvil X3S 2.12.2", DemoCodec.G723, poor)
                .withHabit(Habit.COMES_LATER),
            branch("2102", 32, "Fanvil X3S 2.12.2", DemoCodec.G723, poor)
                .withHabit(Habit.COMES_LATER)),
        "127.2.0.5",
        List.of("127.10.0.10"),
        new WanSchedule(Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(25), 0),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        0.25,
        Optional.empty());
  }

  private static DemoPhone branch(
      String user, int host, String userAgent, DemoCodec codec, Impairment wan) {
    return new DemoPhone(
        user,
        "127.2.20." + host,
        userAgent,
        codec,
        clean(0.2),
        wan,
        EXPEDITED_FORWARDING,
        false,
        Habit.TALKS);
  }

  public DemoPlan withCollector(UdpAddress address) {
    return new DemoPlan(
        seed, phones, pbx, farEnds, wan, shortestCall, longestCall, refused, Optional.of(address));
  }

  public DemoPlan withWan(WanSchedule other) {
    return new DemoPlan(
        seed, phones, pbx, farEnds, other, shortestCall, longestCall, refused, collector);
  }

  private static List<DemoPhone> mixed() {
    Impairment wire = clean(0.2);
    return List.of(
        wired("1001", 11, "Yealink SIP-T46U 108.86.0.20", DemoCodec.PCMA, uniform(0, 12, 0.2)),
        wired("1002", 12, "Yealink SIP-T46S 66.85.0.5", DemoCodec.PCMA, uniform(0.5, 15, 1)),
        wired(
            "1003",
            13,
            "PolycomSoundPointIP-SPIP_335-UA/3.2.1.0078",
            DemoCodec.PCMU,
            uniform(1, 20, 2)),
        wired("1004", 14, "snomD785/10.1.84.12", DemoCodec.PCMA, bursty(3, 4, 25, 4)),
        wired("1005", 15, "Grandstream GXP2170 1.0.11.57", DemoCodec.G729, uniform(1, 30, 3)),
        new DemoPhone(
            "1006",
            "127.1.20.16",
            "Cisco-CP-8841-3PCC/11.0",
            DemoCodec.PCMU,
            wire,
            uniform(0.2, 18, 1),
            0, // nobody told its switch port
            false,
            Habit.TALKS),
        wired("1007", 17, "Mitel 6930/6.4.0.132", DemoCodec.GSM, uniform(0, 22, 1)),
        wired("1008", 18, "Fanvil X4U 2.12.7.6", DemoCodec.PCMA, uniform(0.1, 170, 3)),
        wifi("1101", 21, "Cisco-CP9971/9.4.2", DemoCodec.PCMU, bursty(1.5, 3, 3, 6)),
        wifi("1102", 22, "Grandstream HT812 1.0.29.8", DemoCodec.ILBC, uniform(0.5, 2, 4)),
        wifi("1103", 23, "snomD862/10.1.226.13", DemoCodec.G729, bursty(6, 5, 5, 15)),
        wifi("1104", 24, "Yealink SIP-W73P 146.85.0.20", DemoCodec.G723, uniform(0.3, 2, 2)));
  }

  private static DemoPhone wired(
      String user, int host, String userAgent, DemoCodec codec, Impairment wan) {
    boolean reports = host % 2 == 1;
    return new DemoPhone(
        user,
        "127.1.20." + host,
        userAgent,
        codec,
        clean(0.2),
        wan,
        EXPEDITED_FORWARDING,
        reports,
        Habit.TALKS);
  }

  private static DemoPhone wifi(
      String user, int host, String userAgent, DemoCodec codec, Impairment lan) {
    return new DemoPhone(
        user,
        "127.1.30." + host,
        userAgent,
        codec,
        lan,
        uniform(0.1, 14, 0.5),
        EXPEDITED_FORWARDING,
        false,
        Habit.TALKS);
  }
}
