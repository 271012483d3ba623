package org.mosexporter.call;

import org.mosexporter.network.RouterEvent;

/** Something that a router told by itself while a call went through it. */
public record CallEvent(String router, RouterEvent event) {}
