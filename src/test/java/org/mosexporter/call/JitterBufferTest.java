package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.ns;
import static org.mosexporter.wire.Frames.rtp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.JitterBuffer;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.config.Quality;
import org.mosexporter.stream.StreamSummary;

/** A packet is late by the buffer of the phone that listens. */
class JitterBufferTest {
  private static final int PACKETS = 600;

  private final Office office = new Office(withShallowBufferInOneModel());

  private static Config withShallowBufferInOneModel() {
    Config plain = Office.config(Limits.defaults(), Privacy.Form.PLAIN);
    Quality quality = plain.quality();
    Duration shallow = Duration.ofMillis(10);
    JitterBuffer buffer = new JitterBuffer(JitterBuffer.Kind.FIXED, shallow, shallow);
    return plain
        .but()
        .quality(
            new Quality(
                quality.interval(),
                quality.expectedDscp(),
                quality.plc(),
                quality.jitterBuffer(),
                quality.payloadTypes(),
                quality.codecs(),
                Map.of("VVX_450", buffer)))
        .build();
  }

  /** Both directions; every other packet comes 19 ms later than the one before it promised. */
  private void unevenConversation() {
    for (int i = 0; i < PACKETS; i++) {
      double atSeconds = 1 + 0.02 * i + (i % 2 == 1 ? 0.019 : 0);
      office.udp(atSeconds, BOB, 5000, ALICE, 4000, rtp(0x0B, 0, i == 0, i, 160L * i, 160));
      office.udp(atSeconds, ALICE, 4000, BOB, 5000, rtp(0x0A, 0, i == 0, i, 160L * i, 160));
    }
  }

  private StreamSummary to(String listener) {
    return office.seen.onlyCall().streams().stream()
        .filter(stream -> stream.destination().equals(IpAddress.parse(listener)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aModelMayHaveABufferOfItsOwn() {
    office.sip(0, ALICE, PBX, Sip.register("alice", "PolycomVVX-VVX_450-UA/5.9.5.0614"));
    office.sip(0, ALICE, BOB, Sip.invite("c1", 1, Sip.sdp(ALICE, 4000)));
    office.sip(0.5, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", Sip.sdp(BOB, 5000)));
    unevenConversation();
    office.tracker.advance(ns(120));

    assertEquals(List.of(PACKETS / 2L, 0L), List.of(to(ALICE).discarded(), to(BOB).discarded()));
  }
}
