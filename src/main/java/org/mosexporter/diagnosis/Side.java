package org.mosexporter.diagnosis;

/** A part of the path in one direction, as our capture point cuts it. */
enum Side {
  /** From a phone of ours to the capture point. */
  LAN_UP,
  /** From the capture point to a phone of ours. */
  LAN_DOWN,
  /** From elsewhere to the capture point. */
  WAN_IN,
  /** From the capture point to elsewhere. */
  WAN_OUT
}
