package org.mosexporter.simulator.office;

import java.util.List;
import org.mosexporter.simulator.path.Event;

/**
 * The SIP of one leg as it passes the capture point. It is neither delayed by queues nor lost: its
 * own retransmissions see to that.
 *
 * @param callerOutward whether what the caller sends leaves the office, or the server
 */
record Signalling(Office office, Dialog dialog, boolean callerOutward, int callerDscp) {
  private static final int SIGNALLING = 24; // CS3
  private static final long TURN_NS = 4_000_000;
  private static final long RINGS_NS = 90_000_000;

  void invite(long afterNs, List<Codec> offer) {
    say(afterNs, true, dialog.invite(offer));
    say(afterNs + TURN_NS, false, dialog.trying());
    say(afterNs + RINGS_NS, false, dialog.ringing());
  }

  void answer(long afterNs, Codec codec) {
    say(afterNs, false, dialog.answer(codec));
    say(afterNs + TURN_NS, true, dialog.acknowledge());
  }

  void bye(long afterNs, boolean byCaller) {
    say(afterNs, byCaller, dialog.bye(byCaller));
    say(afterNs + TURN_NS, !byCaller, dialog.byeAnswer(byCaller));
  }

  void register(long afterNs) {
    say(afterNs, true, dialog.register());
    say(afterNs + TURN_NS, false, dialog.registered());
  }

  void publish(long afterNs, String report) {
    say(afterNs, true, dialog.publish(report));
    say(afterNs + TURN_NS, false, dialog.published());
  }

  private void say(long afterNs, boolean byCaller, String text) {
    Host from = (byCaller ? dialog.caller() : dialog.callee()).sip();
    Host to = (byCaller ? dialog.callee() : dialog.caller()).sip();
    int dscp = byCaller ? callerDscp : SIGNALLING;
    boolean outward = byCaller == callerOutward;
    Event said = _ -> office.show(new Message(from, to, dscp, text), outward);
    office.timeline().after(afterNs, said);
  }
}
