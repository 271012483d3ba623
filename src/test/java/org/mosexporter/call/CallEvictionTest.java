package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.PROVIDER;

import org.junit.jupiter.api.Test;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.config.Table;

/** Which calls go when forged ones fill the tables. */
class CallEvictionTest {
  private static Office officeOf(int calls) {
    return new Office(Office.config(new Limits(100, 1000, calls, 1000), Privacy.Form.PLAIN));
  }

  private static void forgeAnswered(Office office, double at, String callId, String offer) {
    office.sip(at, PBX, PROVIDER, Sip.invite(callId, 1, offer));
    office.sip(at, PROVIDER, PBX, Sip.response(200, callId, 1, "INVITE", ""));
  }

  /** 400 calls have 1600 addresses: forged ones, answered, of up to 64 each, take them all. */
  @Test
  void answeredCallsThatHoldAllAddressesMakeRoomForNewOnes() {
    Office office = officeOf(400);
    for (int i = 0; i < 110; i++) {
      StringBuilder offer = new StringBuilder(Sip.sdp("10.9.0." + i, 4000));
      for (int port = 4002; port < 4000 + 2 * 64; port += 2) {
        offer.append("m=audio ").append(port).append(" RTP/AVP 0\n");
      }
      forgeAnswered(office, 0.001 * i, "forged-" + i, offer.toString());
    }
    for (int i = 0; i < 10; i++) {
      office.sip(1, ALICE, BOB, Sip.invite("real-" + i, 1, Sip.sdp(ALICE, 20_000 + 2 * i)));
      office.sip(1, BOB, ALICE, Sip.response(180, "real-" + i, 1, "INVITE", ""));
    }
    for (int i = 0; i < 10; i++) {
      office.speech(2, 1, BOB, 30_000 + 2 * i, ALICE, 20_000 + 2 * i, i, _ -> false);
    }
    office.tracker.finish();

    var real = office.seen.calls.stream().filter(call -> call.callId().startsWith("real-"));
    assertEquals(10, real.filter(call -> call.streams().size() == 1).count());
  }

  @Test
  void aCallWhoseMediaGoesOnOutlivesThoseThatWereHeardOnce() {
    Office office = officeOf(50);
    office.sip(0, ALICE, BOB, Sip.invite("real", 1, Sip.sdp(ALICE, 4000)));
    office.sip(0, BOB, ALICE, Sip.response(200, "real", 1, "INVITE", Sip.sdp(BOB, 5000)));
    for (int second = 1; second < 100; second++) {
      for (int i = 0; i < 50; i++) {
        office.speechPacket(0, 50 * second + i, ALICE, 4000, BOB, 5000, 0x0A);
      }
      for (int i = 4 * second; i < 4 * second + 4; i++) {
        forgeAnswered(office, 1 + second, "forged-" + i, Sip.sdp(PBX, 20_000 + 2 * i));
        office.speech(1 + second, 1, PROVIDER, 40_000, PBX, 20_000 + 2 * i, i, _ -> false);
      }
    }
    assertTrue(office.counters().evictions().get(Table.CALLS.label()) > 0);
    assertTrue(office.seen.calls.stream().noneMatch(call -> call.callId().equals("real")));
  }
}
