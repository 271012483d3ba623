package org.mosexporter.capture;

import java.util.Optional;

/**
 * What reading a capture file gave.
 *
 * @param packets read, the skipped ones included
 * @param bytes captured in those packets
 * @param warning why not everything in the file was used, in one line
 * @param skippedUnknownLinkType packets of interfaces that nothing here can decode
 */
public record ReadResult(
    long packets, long bytes, Optional<String> warning, long skippedUnknownLinkType) {}
