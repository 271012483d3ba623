package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.BOB;
import static org.mosexporter.wire.Frames.rtp;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.call.TrackerCounters.SiteReason;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;

/**
 * What SRTP puts behind a payload is none of the codec's. AMR-WB at 12.65 kbit/s is 4 + 6 + 253
 * bits in 33 octets (RFC 4867 §4.3), Ie 13 (G.113 Amd. 1). With tags that nobody takes off, silence
 * descriptors of 7 octets look like speech and the whole like 8.85 kbit/s, Ie 26.
 */
class SignalledSrtpTest {
  private static final int SPEECH_OCTETS = 33;
  private static final int SILENCE_OCTETS = 7;

  private final Office office = new Office();

  private static String sdp(String address, int port, String profile, String lines) {
    return Sip.sdp(address, port)
            .replace("RTP/AVP 0 101", profile + " 97")
            .replace("a=rtpmap:0 PCMU/8000", "a=rtpmap:97 AMR-WB/16000")
        + lines.replace(";;", "\n").replace("KEY", "inline:PS1uQCVeeCFCanVmcjkpPywjNWhc")
        + (lines.isEmpty() ? "" : "\n");
  }

  /** A second of speech, then four of silence with a descriptor each 160 ms, both ways. */
  private void talk(double fromSeconds, int behindAlices, int behindBobs) {
    int number = 0;
    for (int ms = 0; ms < 20_000; ms += ms % 5000 < 1000 ? 20 : 160) {
      boolean speaks = ms % 5000 < 1000;
      int octets = speaks ? SPEECH_OCTETS : SILENCE_OCTETS;
      boolean marker = ms % 5000 == 0;
      double at = fromSeconds + 0.001 * ms;
      byte[] alices = rtp(1, 97, marker, number, 16L * ms, octets + behindAlices);
      byte[] bobs = rtp(2, 97, marker, number, 16L * ms, octets + behindBobs);
      office.udp(at, ALICE, 4000, BOB, 5000, alices);
      office.udp(at, BOB, 5000, ALICE, 4000, bobs);
      number++;
    }
  }

  /** Points of R lost by the codec, by SSRC; none where there is no score. */
  private Map<Integer, Double> lostByCodec() {
    office.tracker.finish();
    Map<Integer, Double> lost = new TreeMap<>();
    for (StreamSummary stream : office.seen.onlyCall().streams()) {
      stream.score().ifPresent(score -> lost.put(stream.ssrc(), score.lostR().codec()));
    }
    return lost;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      textBlock =
          """
          # what                       ! profile   ! offer                                                                      ! profile   ! answer                                      ! Alice's ! Bob's
          RTP                          ! RTP/AVP   ! ""                                                                         ! RTP/AVP   ! ""                                          ! 0  ! 0
          one suite, tag of ten        ! RTP/SAVP  ! a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY                                     ! RTP/SAVP  ! a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY      ! 10 ! 10
          the answer takes the short   ! RTP/SAVP  ! a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY;;a=crypto:2 AES_CM_128_HMAC_SHA1_32 KEY ! RTP/SAVP  ! a=crypto:2 AES_CM_128_HMAC_SHA1_32 KEY  ! 4  ! 4
          the answer takes GCM         ! RTP/SAVPF ! a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY;;a=crypto:2 AEAD_AES_256_GCM KEY    ! RTP/SAVPF ! a=crypto:2 AEAD_AES_256_GCM KEY             ! 16 ! 16
          each with its identifier     ! RTP/SAVP  ! a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY|2^20|1:4                            ! RTP/SAVP  ! a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY      ! 14 ! 10
          the second with identifiers  ! RTP/SAVP  ! a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY;;a=crypto:2 AES_CM_128_HMAC_SHA1_32 KEY|1:4 ! RTP/SAVP ! a=crypto:2 AES_CM_128_HMAC_SHA1_32 KEY|1:2 ! 8 ! 6
          keys that Bob likes          ! RTP/AVP   ! a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY                                     ! RTP/AVP   ! a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY      ! 10 ! 10
          keys that Bob takes          ! RTP/AVP   ! a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY                                     ! RTP/SAVP  ! a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY      ! 10 ! 10
          keys that Bob does not like  ! RTP/AVP   ! a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY                                     ! RTP/AVP   ! ""                                          ! 0  ! 0
          DTLS                         ! UDP/TLS/RTP/SAVPF ! a=fingerprint:sha-256 12:DF                                        ! UDP/TLS/RTP/SAVPF ! a=fingerprint:sha-256 13:DF         ! 10 ! 10
          """)
  void theModeIsThatOfThePayloadAlone(
      String what,
      String offered,
      String offer,
      String answered,
      String answer,
      int behindAlices,
      int behindBobs) {
    office.sip(0, ALICE, BOB, Sip.invite("c1", 1, sdp(ALICE, 4000, offered, offer)));
    String taken = sdp(BOB, 5000, answered, answer);
    office.sip(1, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", taken));
    talk(1, behindAlices, behindBobs);

    assertEquals("{1=13.0, 2=13.0}", lostByCodec().toString());
  }

  /** Between tags of ten and of four are 2.4 kbit/s: who does not know says nothing. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          two suites             ! RTP/SAVP ! a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY;;a=crypto:2 AES_CM_128_HMAC_SHA1_32 KEY
          a suite of tomorrow    ! RTP/SAVP ! a=crypto:1 OF_TOMORROW KEY
          keys told elsewhere    ! RTP/SAVP ! a=key-mgmt:mikey AQAFgM0XflABAAAA
          as the other likes     ! RTP/AVP  ! a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY
          """)
  void withoutTheAnswerTheModeIsUnknown(String what, String profile, String offer) {
    office.sip(0, ALICE, BOB, Sip.invite("c1", 1, sdp(ALICE, 4000, profile, offer)));
    talk(1, 4, 4);

    assertEquals("{}", lostByCodec().toString());
    SiteReason unknown = new SiteReason("berlin", Unscored.UNKNOWN_CODEC);
    assertTrue(office.counters().unscoredSeconds().get(unknown) > 35);
  }

  /** We came in the middle: the early packets are those of the mode that later became known. */
  @Test
  void anAnswerThatComesLateTellsTheModeOfTheWholeStream() {
    String offer = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY;;a=crypto:2 AES_CM_128_HMAC_SHA1_32 KEY";
    office.sip(0, ALICE, BOB, Sip.invite("c1", 1, sdp(ALICE, 4000, "RTP/SAVP", offer)));
    office.udp(0.5, ALICE, 4000, BOB, 5000, rtp(1, 97, true, 0, 0, 37));
    String taken = sdp(BOB, 5000, "RTP/SAVP", "a=crypto:2 AES_CM_128_HMAC_SHA1_32 KEY");
    office.sip(1, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", taken));
    talk(1, 4, 4);

    assertEquals("{1=13.0, 2=13.0}", lostByCodec().toString());
  }

  /** A re-INVITE offers all there is again; until it is answered nothing has changed. */
  @Test
  void aSecondOfferChangesNothingBeforeItsAnswer() {
    String offer = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY;;a=crypto:2 AES_CM_128_HMAC_SHA1_32 KEY";
    office.sip(0, ALICE, BOB, Sip.invite("c1", 1, sdp(ALICE, 4000, "RTP/SAVP", offer)));
    String taken = sdp(BOB, 5000, "RTP/SAVP", "a=crypto:2 AES_CM_128_HMAC_SHA1_32 KEY");
    office.sip(1, BOB, ALICE, Sip.response(200, "c1", 1, "INVITE", taken));
    office.sip(2, ALICE, BOB, Sip.reinvite("c1", 2, sdp(ALICE, 4000, "RTP/SAVP", offer)));
    talk(2, 4, 4);

    assertEquals("{1=13.0, 2=13.0}", lostByCodec().toString());
  }
}
