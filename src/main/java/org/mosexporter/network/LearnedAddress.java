package org.mosexporter.network;

import java.util.OptionalInt;

/**
 * A station that a switch has learned behind one of its ports (IEEE 802.1Q filtering database).
 *
 * @param port as the switch calls it
 */
public record LearnedAddress(MacAddress mac, String port, OptionalInt vlan) {}
