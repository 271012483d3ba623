package org.mosexporter.wire.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.wire.Fuzz;

class ProtectionTest {
  /** Of RFC 4568 §9.1's example, 30 octets in base64. */
  private static final String KEY = "inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR";

  private static List<Protection> of(String lines) {
    String body = "v=0\nc=IN IP4 10.1.0.5\n" + lines.replace(";;", "\n").replace("KEY", KEY) + "\n";
    return SessionDescription.parse(body).orElseThrow().media().getFirst().protections();
  }

  /** Tags: RFC 3711 §4.2, RFC 4568 §6.2, RFC 6188 §4, RFC 7714 §14.2, RFC 5669 §3. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          # a=crypto                                                            ! number ! octets
          1 AES_CM_128_HMAC_SHA1_80 KEY                                         ! 1      ! 10
          2 AES_CM_128_HMAC_SHA1_32 KEY|2^20                                    ! 2      ! 4
          999999999 F8_128_HMAC_SHA1_80 KEY                                     ! 999999999 ! 10
          3 AES_256_CM_HMAC_SHA1_32 KEY                                         ! 3      ! 4
          3 aes_cm_256_hmac_sha1_80 KEY                                         ! 3      ! 10
          4 AEAD_AES_128_GCM KEY                                                ! 4      ! 16
          4 AEAD_AES_256_GCM KEY|2^48|3:2                                       ! 4      ! 18
          1 SEED_128_CCM_80 KEY                                                 ! 1      ! 10
          1 SEED_128_GCM_96 KEY                                                 ! 1      ! 12
          1 AES_CM_128_HMAC_SHA1_80 KEY|2^20|1:4                                ! 1      ! 14
          1 AES_CM_128_HMAC_SHA1_80 KEY|1:128                                   ! 1      ! 138
          1 AES_CM_128_HMAC_SHA1_80 KEY|2^20|1:4;KEY|2^20|2:4                   ! 1      ! 14
          1 AES_CM_128_HMAC_SHA1_32 KEY|1066:4 KDR=1 UNENCRYPTED_SRTP           ! 1      ! 8
          1 AES_CM_128_HMAC_SHA1_80 KEY UNAUTHENTICATED_SRTP                    ! 1      ! 0
          1 AES_CM_128_HMAC_SHA1_80 KEY|2^20|1:129                              ! 1      ! -1
          1 AES_CM_128_HMAC_SHA1_80 KEY|2^20|1:x                                ! 1      ! -1
          1 OF_TOMORROW KEY                                                     ! 1      ! -1
          """)
  void tellsWhatStandsBehindThePayload(String line, int number, int octets) {
    OptionalInt behind = octets < 0 ? OptionalInt.empty() : OptionalInt.of(octets);
    assertEquals(
        List.of(new Protection(number, behind)), of("m=audio 4000 RTP/SAVP 0;;a=crypto:" + line));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          # what                         ! lines                                                                  ! octets
          plain RTP                      ! m=audio 4000 RTP/AVP 0                                                 ! 0
          two to choose from             ! m=audio 4000 RTP/SAVP 0;;a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY;;a=crypto:2 AES_CM_128_HMAC_SHA1_32 KEY ! 10 4
          as the other side likes        ! m=audio 4000 RTP/AVP 0;;a=crypto:1 AES_CM_128_HMAC_SHA1_80 KEY         ! 10 0
          DTLS                           ! m=audio 4000 UDP/TLS/RTP/SAVPF 0;;a=fingerprint:sha-256 12:DF          ! 10
          DTLS for the whole session     ! a=fingerprint:sha-256 12:DF;;m=audio 4000 RTP/SAVPF 0                  ! 10
          DTLS as the other side likes   ! m=audio 4000 RTP/AVP 0;;a=fingerprint:sha-256 12:DF                    ! 10 0
          keys that are told elsewhere   ! m=audio 4000 RTP/SAVP 0                                                ! none
          neither number nor key         ! m=audio 4000 RTP/SAVP 0;;a=crypto:x Y KEY;;a=crypto:1 Y;;a=crypto:;;a=crypto ! none
          """)
  void listsTheWaysThatASideOffers(String name, String lines, String octets) {
    List<Integer> expected =
        octets.equals("none")
            ? List.of()
            : Arrays.stream(octets.split(" ")).map(Integer::valueOf).toList();
    assertEquals(
        expected, of(lines).stream().map(way -> way.trailerOctets().orElseThrow()).toList());
  }

  @Test
  void keepsNoKeyAndAtMostSixteenLines() {
    String lines = ";;a=crypto:7 AES_CM_128_HMAC_SHA1_80 KEY|2^20|1:4".repeat(40);
    List<Protection> kept = of("m=audio 4000 RTP/SAVP 0" + lines);

    assertEquals(16, kept.size());
    assertTrue(kept.toString().length() < 16 * 100 && !kept.toString().contains("PS1u"));
  }

  @Test
  void endsInAResultWhateverTheOctets() {
    String lines =
        "v=0\nc=IN IP4 10.1.0.5\nm=audio 4000 RTP/SAVP 0\na=crypto:1 AEAD_AES_128_GCM "
            + KEY
            + "|2^20|1:4;"
            + KEY
            + " KDR=1\n";
    List<byte[]> samples = List.of(lines.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    int[] read = new int[1];
    Fuzz.mutate(
        samples,
        octets -> {
          String text = new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1);
          SessionDescription.parse(text).ifPresent(sdp -> read[0] += sdp.media().size());
        });
    assertTrue(read[0] > 0);
  }
}
