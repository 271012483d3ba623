package org.mosexporter.network;

/** The interface by which packets leave what we know of the network. */
public record Exit(String router, String networkInterface) {}
