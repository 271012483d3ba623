package org.mosexporter.wire.cmr;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What CUCM wrote down of what one device counted of a call (its "CMR field descriptions"). All
 * texts are bounded and without control characters; what was not written is empty.
 *
 * @param globalCallId of cluster, server and call: the same in the records of all devices of a call
 * @param directoryNumber of the device: whom it belongs to
 * @param mac of a phone, twelve hexadecimal digits in lower case, out of its name SEP…
 * @param localSessionId of the device's side, 32 hexadecimal digits (RFC 7989)
 * @param hungUpSeconds about when, seconds since 1970-01-01 UTC
 * @param lost expected and not received
 * @param jitterMs interarrival, by the device's own estimate
 * @param latencyMs an estimate of one way, by the times in RTCP; phones of some firmwares say 0
 * @param mosLq MOS-LQK of the device, 1–5
 * @param concealedRatio concealed to all speech, 0–1
 */
public record CallManagement(
    String globalCallId,
    String directoryNumber,
    String deviceName,
    String mac,
    String localSessionId,
    String remoteSessionId,
    OptionalLong hungUpSeconds,
    OptionalLong durationSeconds,
    OptionalLong packetsSent,
    OptionalLong packetsReceived,
    OptionalLong lost,
    OptionalLong discarded,
    OptionalDouble jitterMs,
    OptionalDouble latencyMs,
    OptionalDouble mosLq,
    OptionalDouble mosCq,
    OptionalDouble concealedRatio,
    OptionalLong concealedSeconds,
    OptionalLong severelyConcealedSeconds,
    String codec) {}
