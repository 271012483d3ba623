package org.mosexporter.demo;

/** What a simulated phone does besides talking. */
public enum Habit {
  /** Registers, calls, talks and hangs up, for as long as people usually do. */
  TALKS,

  /** Hangs up after less than 20 s and calls the same number again. */
  HANGS_UP_AND_CALLS_AGAIN,

  /** Of each call it hears the first seconds, then nothing any more, as behind a firewall. */
  COMES_TO_HEAR_NOTHING,

  /** Has a wrong password: each try to register is refused. It never calls. */
  MAY_NOT_REGISTER,

  /** Publishes how a call was when that is long over, as one that was offline meanwhile. */
  REPORTS_LATE,

  /** A guest, whose phone comes after all others. */
  COMES_LATER,

  /** As {@link #MAY_NOT_REGISTER}, and what it sends is cut off in the middle of a header. */
  STAMMERS
}
