package org.mosexporter.call;

import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.sip.Sighting;

/** A ladder by hand. */
public final class Ladder {
  private static final IpAddress ALICE = IpAddress.parse("10.1.20.11");
  private static final IpAddress PBX = IpAddress.parse("10.1.0.5");

  /** More messages than fit: an INVITE, and so many times its refusal. */
  public static SipLadder busyCall(long firstNs) {
    SipTrace trace = new SipTrace();
    trace.grow();
    trace.add(new Sighting(ALICE, 5060, PBX, 5061, firstNs), 0, SipMethods.number("INVITE"), 1, 7);
    for (int i = 1; i <= trace.room(); i++) {
      long sinceNs = 1_000_000L * i;
      trace.add(new Sighting(PBX, 5061, ALICE, 5060, firstNs + sinceNs, "hep"), sinceNs, 486, 1, 7);
    }
    return trace.ladder(firstNs);
  }

  private Ladder() {}
}
