package org.mosexporter.demo;

import java.util.List;
import org.mosexporter.demo.WanTraffic.ClassCounters;
import org.mosexporter.demo.WanTraffic.QosClass;

/**
 * What the branch's router does besides queueing (CISCO-CLASS-BASED-QOS-MIB): a policy that marks
 * voice as it comes from the LAN and polices the rest, and early drops in the WAN's last class.
 *
 * <pre>
 * FROM-LAN           1        input of the LAN
 *   VOICE-IN         65536    RTP, set DSCP EF
 *   class-default    131072   any, police: what exceeds goes on with another mark
 * </pre>
 */
final class RouterMarking implements MibPart {
  private static final String MIB = RouterQueues.MIB;
  private static final int INPUT = 1;
  private static final int POLICY = 16 * RouterInterfaces.LAN + INPUT;
  private static final int RANDOM_DETECT_OBJECT = 5;
  private static final int POLICE_OBJECT = 7;
  private static final int SET_OBJECT = 8;

  private static final int ROOT = 1;
  private static final int VOICE = 1 << 16;
  private static final int REST = 2 << 16;
  private static final int SET = VOICE + 2;
  private static final int POLICE = REST + 2;
  private static final int EARLY = RouterQueues.DEFAULT_CLASS + 3;
  private static final int BY_CODE_POINT = 2;
  private static final int BEST_EFFORT = 0;

  private static final int POLICY_CONFIG = 1101;
  private static final int VOICE_CONFIG = 2011;
  private static final int REST_CONFIG = 2012;
  private static final int VOICE_MATCH = 2111;
  private static final int REST_MATCH = 2112;
  private static final int SET_CONFIG = 2401;
  private static final int POLICE_CONFIG = 2402;
  private static final int EARLY_CONFIG = 2403;

  private final ClassCounters voice;
  private final ClassCounters rest;

  RouterMarking(WanTraffic traffic) {
    voice = traffic.of(QosClass.VOICE);
    rest = traffic.of(QosClass.DEFAULT);
  }

  @Override
  public void fill(MibRows rows) {
    RouterQueues.servicePolicy(rows, POLICY, INPUT, RouterInterfaces.LAN);
    object(rows, ROOT, RouterQueues.POLICY_MAP_OBJECT, POLICY_CONFIG, 0);
    object(rows, VOICE, RouterQueues.CLASS_OBJECT, VOICE_CONFIG, ROOT);
    object(rows, VOICE + 1, RouterQueues.MATCH_OBJECT, VOICE_MATCH, VOICE);
    object(rows, SET, SET_OBJECT, SET_CONFIG, VOICE);
    object(rows, REST, RouterQueues.CLASS_OBJECT, REST_CONFIG, ROOT);
    object(rows, REST + 1, RouterQueues.MATCH_OBJECT, REST_MATCH, REST);
    object(rows, POLICE, POLICE_OBJECT, POLICE_CONFIG, REST);
    RouterQueues.object(
        rows,
        RouterQueues.POLICY,
        EARLY,
        RANDOM_DETECT_OBJECT,
        EARLY_CONFIG,
        RouterQueues.DEFAULT_CLASS);
    names(rows);
    passed(rows, VOICE, voice);
    passed(rows, REST, rest);
    actions(rows);
  }

  private static void object(MibRows rows, int object, int type, int config, int parent) {
    RouterQueues.object(rows, POLICY, object, type, config, parent);
  }

  private static void names(MibRows rows) {
    rows.text(MIB + "6.1.1.1." + POLICY_CONFIG, "FROM-LAN");
    rows.text(MIB + "7.1.1.1." + VOICE_CONFIG, "VOICE-IN");
    rows.text(MIB + "7.1.1.1." + REST_CONFIG, "class-default");
    rows.integers(MIB + "7.1.1.3", List.of(VOICE_CONFIG, REST_CONFIG), 3);
    rows.text(MIB + "8.1.1.1." + VOICE_MATCH, "Match  protocol rtp audio");
    rows.text(MIB + "8.1.1.1." + REST_MATCH, "Match any ");
    rows.integers(MIB + "8.1.1.2", List.of(VOICE_MATCH, REST_MATCH), 1);
    rows.integer(MIB + "10.1.1.3." + EARLY_CONFIG, BY_CODE_POINT);
    rows.octets(MIB + "14.1.1.1." + SET_CONFIG, 0x80);
    rows.integer(MIB + "14.1.1.2." + SET_CONFIG, DemoPhone.EXPEDITED_FORWARDING);
  }

  /** cbQosCMStats: nothing is dropped here. */
  private static void passed(MibRows rows, int object, ClassCounters counters) {
    String table = MIB + "15.1.1";
    String index = POLICY + "." + object;
    rows.triple(table, 1, index, counters.packets::get);
    rows.triple(table, 4, index, counters.bytes::get);
    rows.triple(table, 8, index, counters.bytes::get);
    rows.triple(table, 12, index, () -> 0);
    rows.triple(table, 15, index, () -> 0);
    rows.triple(table, 19, index, () -> 0);
  }

  /** What the WAN then drops exceeds, and half of it is dropped before its queue is full. */
  private void actions(MibRows rows) {
    String police = MIB + "17.1.1";
    String at = POLICY + "." + POLICE;
    rows.triple(police, 1, at, () -> rest.packets.get() - rest.droppedPackets.get());
    rows.triple(police, 4, at, () -> rest.bytes.get() - rest.droppedBytes.get());
    rows.triple(police, 8, at, rest.droppedPackets::get);
    rows.triple(police, 11, at, rest.droppedBytes::get);
    rows.triple(police, 15, at, () -> 0);
    rows.triple(police, 18, at, () -> 0);
    rows.counter64(MIB + "24.1.1.1." + POLICY + "." + SET, voice.packets::get);
    String early = MIB + "20.1.1";
    String codePoint = RouterQueues.POLICY + "." + EARLY + "." + BEST_EFFORT;
    rows.triple(early, 1, codePoint, () -> rest.droppedPackets.get() / 2);
    rows.triple(
        early, 7, codePoint, () -> rest.droppedPackets.get() - rest.droppedPackets.get() / 2);
  }
}
