package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.rtp;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Table;
import org.mosexporter.wire.Frames;

/** Floods cost accuracy, visibly, and neither memory nor calls in progress. */
class FloodTest {
  private static final int SSRC_AT = 42 + 8;
  private static final int SEQUENCE_AT = 42 + 2;
  private static final int CALLS = 1500;
  private static final int FLOOD_PER_TURN = 1000; // 50,000 a second

  private final Office office = new Office();

  private void send(ByteBuffer window, double at) {
    int length = window.capacity();
    office.tracker.onPacket(window, 0, length, length, ns(at), 0, 0);
  }

  /** 50,000 SSRCs a second on one announced port, for four seconds, beside calls in progress. */
  @Test
  void ofRandomSsrcsEndsNoStreamInProgress() {
    office.sip(0, ALICE, PBX, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    ByteBuffer speech = Frames.window(frame(PBX, 5000, ALICE, 4000, rtp(0, 0, false, 0, 0, 160)));
    Random random = new Random(8);
    for (int turn = 0; turn < 260; turn++) {
      double at = 1 + 0.02 * turn;
      for (int call = 0; call < CALLS; call++) {
        packet(speech, call, turn, at + 1e-6 * call);
      }
      for (int i = 0; turn >= 60 && i < FLOOD_PER_TURN; i++) {
        packet(
            speech,
            (FLOOD_PER_TURN * turn + i) * 0x9E37_79B1,
            random.nextInt(),
            at + 0.002 + 1e-5 * i);
      }
      office.tracker.flush();
    }

    int most = Limits.defaults().streams();
    assertEquals(most, office.counters().tableEntries().get(Table.STREAMS.label()));
    office.tracker.finish();
    assertEquals(
        200L * FLOOD_PER_TURN + CALLS - most,
        office.counters().evictions().get(Table.STREAMS.label()));
    long whole = office.seen.streams.stream().filter(stream -> stream.packets() == 260).count();
    assertEquals(CALLS, whole);
    assertTrue(office.seen.intervals.stream().allMatch(one -> one.interval().lost() == 0));
  }

  private void packet(ByteBuffer speech, int ssrc, int number, double at) {
    ByteBuffer own = Frames.window(new byte[speech.capacity()]).put(speech.duplicate().clear());
    own.putInt(SSRC_AT, ssrc)
        .putShort(SEQUENCE_AT, (short) number)
        .putInt(SEQUENCE_AT + 2, 160 * number);
    send(own, at);
  }
}
