package org.mosexporter.demo;

import org.snmp4j.smi.TimeTicks;

/**
 * IP SLA operations of the branch's router (CISCO-RTTMON-MIB): one measures jitter to the provider
 * every 10 s and always finds the same, one gets no answer.
 */
final class RouterProbes implements MibPart {
  private static final String MIB = "1.3.6.1.4.1.9.9.42.1.";
  private static final String CONTROL = MIB + "2.1.1.";
  private static final String ECHO = MIB + "2.2.1.";
  private static final String LATEST = MIB + "2.10.1.";
  private static final String JITTER = MIB + "5.2.1.";

  private static final int CALLS = 10;
  private static final int DEAD = 20;
  private static final int ECHO_TYPE = 1;
  private static final int JITTER_TYPE = 9;
  private static final int EVERY_SECONDS = 10;
  private static final int ACTIVE = 1;
  private static final int TYPE_OF_SERVICE_EF = 184;
  private static final int G711_ALAW = 2;
  private static final int IN_MILLISECONDS = 1;
  private static final int OK = 1;
  private static final int TIMEOUT = 4;

  private static final int SENT = 1_000;
  static final int ROUND_TRIP_MS = 21;
  static final int LOST_OUTPUT = 2;
  static final int LOST_INPUT = 1;
  static final int JITTER_OUTPUT_MS = 2;
  static final int JITTER_INPUT_MS = 3;
  static final int MOS_HUNDREDTHS = 402;

  private static final int DIFFERENCES = 400;

  private final long bootNs = System.nanoTime();

  @Override
  public void fill(MibRows rows) {
    operation(rows, CALLS, JITTER_TYPE, "calls to telco-b", 127, 10, 0, 10);
    operation(rows, DEAD, ECHO_TYPE, "backup", 127, 10, 0, 99);
    rows.integer(ECHO + "27." + CALLS, G711_ALAW);
    rows.integer(LATEST + "1." + CALLS, ROUND_TRIP_MS);
    rows.integer(LATEST + "2." + CALLS, OK);
    rows.integer(LATEST + "1." + DEAD, 0);
    rows.integer(LATEST + "2." + DEAD, TIMEOUT);
    jitter(rows);
  }

  private void operation(MibRows rows, int number, int type, String tag, int... target) {
    rows.text(CONTROL + "3." + number, tag);
    rows.integer(CONTROL + "4." + number, type);
    rows.integer(CONTROL + "6." + number, EVERY_SECONDS);
    rows.integer(CONTROL + "9." + number, ACTIVE);
    rows.octets(ECHO + "2." + number, target);
    rows.integer(ECHO + "9." + number, TYPE_OF_SERVICE_EF);
    rows.integer(ECHO + "37." + number, IN_MILLISECONDS);
    rows.put(LATEST + "5." + number, () -> new TimeTicks(lastRun()));
  }

  private long lastRun() {
    long seconds = (System.nanoTime() - bootNs) / 1_000_000_000;
    return seconds / EVERY_SECONDS * EVERY_SECONDS * 100;
  }

  private static void jitter(MibRows rows) {
    int answered = SENT - LOST_OUTPUT - LOST_INPUT;
    gauge(rows, 1, answered);
    gauge(rows, 2, answered * ROUND_TRIP_MS);
    differences(rows, 8, JITTER_OUTPUT_MS);
    differences(rows, 13, JITTER_OUTPUT_MS);
    differences(rows, 18, JITTER_INPUT_MS);
    differences(rows, 23, JITTER_INPUT_MS);
    gauge(rows, 26, LOST_OUTPUT);
    gauge(rows, 27, LOST_INPUT);
    gauge(rows, 29, 0);
    gauge(rows, 42, MOS_HUNDREDTHS);
    gauge(rows, 47, JITTER_OUTPUT_MS);
    gauge(rows, 48, JITTER_INPUT_MS);
  }

  /** How many there were of a sign, and their sum. */
  private static void differences(MibRows rows, int column, int eachMs) {
    gauge(rows, column, DIFFERENCES);
    gauge(rows, column + 1, DIFFERENCES * eachMs);
  }

  private static void gauge(MibRows rows, int column, int value) {
    rows.gauge(JITTER + column + "." + CALLS, () -> value);
  }
}
