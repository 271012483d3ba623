package org.mosexporter.stream;

import java.util.OptionalInt;
import java.util.function.Consumer;
import org.mosexporter.config.IpAddress;

/**
 * Media that signalling announced, and of which reports tell and no packet was seen.
 *
 * @param payloadType that both sides agreed on; empty when they left a choice
 * @param opened to be told of the stream before anything else is told of it
 */
public record ReportedMedia(
    IpAddress source,
    int sourcePort,
    IpAddress destination,
    int destinationPort,
    Media media,
    OptionalInt payloadType,
    Consumer<RtpStream> opened) {}
