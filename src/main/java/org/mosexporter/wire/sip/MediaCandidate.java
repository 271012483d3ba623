package org.mosexporter.wire.sip;

import org.mosexporter.config.IpAddress;

/** A further address at which one side may turn out to take or send media (ICE, RFC 8445 §5.1). */
public record MediaCandidate(IpAddress address, int port) {}
