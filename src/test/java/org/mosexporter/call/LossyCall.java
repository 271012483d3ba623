package org.mosexporter.call;

import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PROVIDER;

import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/**
 * A call of 30 s by G.711 between a phone and a provider, from noon. Of what the phone hears
 * packets 600 to 624 are lost, all in the second ten seconds.
 */
public final class LossyCall {
  /** As it is told, and what was kept of its packets. */
  public record Kept(CallSummary call, KeptCall packets) {}

  /** As it is told. */
  public static CallSummary told(Privacy.Form form, String from) {
    Office office = new Office(Office.config(Limits.defaults(), form));
    return play(office, from);
  }

  /** With packets kept. */
  public static Kept kept() {
    Office office = new Office(Office.config(Limits.defaults(), Privacy.Form.PLAIN));
    office.tracker.keepPackets();
    office.tracker.onObservationPoint(0, new ObservationPoint("eth1", LinkType.ETHERNET));
    CallSummary call = play(office, "1010");
    return new Kept(call, office.tracker.keptOf(call).orElseThrow());
  }

  private static CallSummary play(Office office, String from) {
    String invite = Sip.invite("lossy@call", 1, Sip.sdp(ALICE, 4000)).replace("1010@", from + "@");
    office.sip(0, ALICE, PROVIDER, invite);
    office.sip(0.5, PROVIDER, ALICE, Sip.response(180, "lossy@call", 1, "INVITE", ""));
    office.sip(
        1, PROVIDER, ALICE, Sip.response(200, "lossy@call", 1, "INVITE", Sip.sdp(PROVIDER, 5000)));
    office.conversation(1, 1500, ALICE, PROVIDER, i -> i >= 600 && i < 625);
    office.sip(31, ALICE, PROVIDER, Sip.request("BYE", "lossy@call", 2, ";tag=bob", ""));
    office.tracker.finish();
    return office.seen.onlyCall();
  }

  private LossyCall() {}
}
