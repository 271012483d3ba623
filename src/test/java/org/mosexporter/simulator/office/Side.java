package org.mosexporter.simulator.office;

/**
 * One end of a leg's media.
 *
 * @param cname as its reports call it
 */
record Side(Host media, Device device, StreamTruth.Listener kind, String cname) {}
