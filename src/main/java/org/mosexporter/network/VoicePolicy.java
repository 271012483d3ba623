package org.mosexporter.network;

import java.util.OptionalInt;

/**
 * What a switch tells phones at a port to use for voice (LLDP-MED network policy, ANSI/TIA-1057
 * §10.2.3).
 *
 * @param port as the switch calls it
 */
public record VoicePolicy(String port, int dscp, OptionalInt vlan) {}
