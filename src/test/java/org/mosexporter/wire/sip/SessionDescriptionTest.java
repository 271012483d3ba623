package org.mosexporter.wire.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.IpAddress;
import org.mosexporter.wire.Fuzz;

class SessionDescriptionTest {
  private static final String SESSION = "v=0\no=- 1 1 IN IP4 h\ns=-\nc=IN IP4 10.1.0.5\nt=0 0\n";

  private static List<Media> media(String body) {
    return SessionDescription.parse(body).orElseThrow().media();
  }

  @Test
  void readsAllThatACallNeedsOfASection() {
    List<Media> media =
        media(
            SESSION
                + """
                a=sendonly
                a=ptime:30
                m=audio 4000 RTP/AVP 96 0 101
                a=rtpmap:96 opus/48000/2
                a=rtpmap:0 PCMU/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                m=video 5000 UDP/TLS/RTP/SAVPF 97
                c=IN IP6 fd99::7
                a=rtpmap:97 VP8/90000
                a=rtcp:5003 IN IP6 fd99::8
                a=rtcp-mux
                a=ptime:20
                a=recvonly
                """);

    assertEquals(
        List.of(
            new Media(
                "audio",
                IpAddress.parse("10.1.0.5"),
                4000,
                IpAddress.parse("10.1.0.5"),
                4001,
                false,
                List.of(),
                List.of(96, 0, 101),
                Map.of(
                    96, new Encoding("opus", 48_000, 2),
                    0, new Encoding("PCMU", 8_000, 1),
                    101, new Encoding("telephone-event", 8_000, 1)),
                OptionalInt.of(30),
                "sendonly",
                List.of(Protection.NONE)),
            new Media(
                "video",
                IpAddress.parse("fd99::7"),
                5000,
                IpAddress.parse("fd99::8"),
                5003,
                true,
                List.of(),
                List.of(97),
                Map.of(97, new Encoding("VP8", 90_000, 1)),
                OptionalInt.of(20),
                "recvonly",
                List.of(Protection.DTLS))),
        media);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # m= line                      | port  | RTCP
          audio 0 RTP/AVP 0              | 0     | 0
          audio 4000/2 RTP/AVP 0         | 4000  | 4001
          audio 65535 RTP/SAVP 0         | 65535 | 0
          AUDIO 1 rtp/savpf 0            | 1     | 2
          audio 4000 RTP/AVPF 0          | 4000  | 4001
          audio 4000 RTP/AVP 0 128 x 0:1 | 4000  | 4001
          """)
  void readsMediaLines(String line, int port, int rtcpPort) {
    Media media = media(SESSION + "m=" + line).getFirst();

    assertEquals(
        List.of("audio", port, rtcpPort, "sendrecv", List.of(0)),
        List.of(
            media.kind(), media.port(), media.rtcpPort(), media.direction(), media.payloadTypes()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what is there                     | lines
          a host name, never resolved         | c=IN IP4 localhost;m=audio 4000 RTP/AVP 0
          a host name in the section          | c=IN IP4 10.1.0.5;m=audio 4000 RTP/AVP 0;c=IN IP4 localhost
          an address of three parts           | c=IN IP4 10.1.5;m=audio 4000 RTP/AVP 0
          a zone                              | c=IN IP6 fe80::1%lo;m=audio 4000 RTP/AVP 0
          no address at all                   | m=audio 4000 RTP/AVP 0
          half a connection line              | c=IN IP4;m=audio 4000 RTP/AVP 0
          T.38                                | c=IN IP4 10.1.0.5;m=image 4000 udptl t38
          RTP over TCP                        | c=IN IP4 10.1.0.5;m=audio 4000 TCP/RTP/AVP 0
          a port past the end                 | c=IN IP4 10.1.0.5;m=audio 65536 RTP/AVP 0
          a port below 0                      | c=IN IP4 10.1.0.5;m=audio -1 RTP/AVP 0
          nothing behind the kind             | c=IN IP4 10.1.0.5;m=audio
          """)
  void leavesOutWhatIsNoReachableRtp(String name, String lines) {
    assertEquals(List.of(), media("v=0\n" + lines.replace(';', '\n')));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # attribute                 | clock rate, 0: left out | channels
          rtpmap:96 L16/44100/2       | 44100   | 2
          rtpmap:96 L16/44100/        | 44100   | 1
          rtpmap:96 L16/44100/0       | 44100   | 1
          rtpmap:96 L16/0             | 0       | 0
          rtpmap:96 L16/99999999999   | 0       | 0
          rtpmap:96 L16               | 0       | 0
          rtpmap:96 /8000             | 0       | 0
          rtpmap:128 L16/8000         | 0       | 0
          rtpmap:                     | 0       | 0
          rtpmap                      | 0       | 0
          """)
  void readsRtpmaps(String attribute, int clockRateHz, int channels) {
    Media media = media(SESSION + "m=audio 4000 RTP/AVP 96\na=" + attribute).getFirst();

    assertEquals(
        clockRateHz == 0 ? Map.of() : Map.of(96, new Encoding("L16", clockRateHz, channels)),
        media.encodings());
  }

  @ParameterizedTest(name = "a=ptime:{0}")
  @CsvSource({"20,20", "1000,1000", "1001,0", "0,0", "-20,0", "x,0", "'',0"})
  void readsPtime(String text, int ms) {
    Media media = media(SESSION + "m=audio 4000 RTP/AVP 0\na=ptime:" + text).getFirst();

    assertEquals(ms == 0 ? OptionalInt.empty() : OptionalInt.of(ms), media.ptimeMs());
  }

  @Test
  void keepsTheAddressOfACallOnHold() {
    Media media = media("v=0\nc=IN IP4 0.0.0.0\nm=audio 4000 RTP/AVP 0\na=inactive").getFirst();

    assertEquals(IpAddress.parse("0.0.0.0"), media.address());
    assertEquals("inactive", media.direction());
  }

  @Test
  void readsAMulticastAddressWithItsScope() {
    Media media = media("v=0\nc=IN IP4 224.2.1.1/127/3\nm=audio 4000 RTP/AVP 0").getFirst();

    assertEquals(IpAddress.parse("224.2.1.1"), media.address());
  }

  @Test
  void findsTheDescriptionAmongSeveralParts() {
    String body =
        """
        A preamble for old readers.
        --unique-1
        Content-Type: application/isup;version=nxv3

        \u0001I--x
        --unique-1
        content-type: Application/SDP
        Content-Disposition: session

        """
            + SESSION
            + """
            m=audio 4000 RTP/AVP 0
            --unique-1--
            """;

    assertEquals(4000, media(body).getFirst().port());
    assertEquals(4000, media(body.replace("\n", "\r\n")).getFirst().port());
    assertEquals(
        Optional.empty(), SessionDescription.parse(body.replace("Application/SDP", "text/plain")));
  }

  @Test
  void findsNoneInOtherBodies() {
    for (String body : List.of("", "\r\n", "--", "--\n", "-- \n--", "Signal=5\r\nDuration=160")) {
      assertEquals(Optional.empty(), SessionDescription.parse(body), body);
    }
  }

  @Test
  void boundsWhatAFloodCanMakeItKeep() {
    String flood = SESSION + "m=audio 4000 RTP/AVP 0\n".repeat(2_000);
    String types = SESSION + "m=audio 4000 RTP/AVP" + " 0".repeat(2_000);

    assertTrue(media(flood).size() <= 33);
    assertTrue(media(types).getFirst().payloadTypes().size() <= 128);
  }

  @Test
  void endsInAResultWhateverTheOctets() {
    String multipart = "--b\nContent-Type: application/sdp\n\n" + SESSION + "--b--";
    String whole =
        SESSION + "m=audio 4000 RTP/AVP 96\na=rtpmap:96 opus/48000/2\na=rtcp:1\na=ptime:20\n";
    List<byte[]> samples =
        List.of(whole.getBytes(StandardCharsets.UTF_8), multipart.getBytes(StandardCharsets.UTF_8));

    Fuzz.truncate(samples, SessionDescriptionTest::use);
    Fuzz.mutate(samples, SessionDescriptionTest::use);
  }

  private static void use(byte[] octets) {
    SessionDescription.parse(new String(octets, StandardCharsets.ISO_8859_1))
        .ifPresent(
            description -> {
              for (Media media : description.media()) {
                assertTrue(media.port() >= 0 && media.port() <= 65_535);
                assertTrue(media.payloadTypes().stream().allMatch(type -> type >= 0 && type < 128));
              }
            });
  }

  /** The offer of RFC 8839 §5.6 with what browsers and TURN add. */
  @Test
  void readsTheCandidatesThatMediaOverUdpMayUse() {
    Media media =
        SessionDescription.parse(
                """
                v=0
                o=jdoe 2890844526 2890842807 IN IP4 10.0.1.1
                s=
                c=IN IP4 192.0.2.3
                t=0 0
                m=audio 45664 RTP/AVP 0
                a=candidate:1 1 UDP 2130706431 10.0.1.1 8998 typ host
                a=candidate:1 2 UDP 2130706430 10.0.1.1 8999 typ host
                a=candidate:2 1 udp 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998
                a=candidate:3 1 UDP 16777215 fd99::7 50000 typ relay raddr 192.0.2.3 rport 1
                a=candidate:4 1 TCP 2105458943 10.0.1.1 9 typ host tcptype active
                a=candidate:5 1 UDP 2113937151 0a1b2c3d.local 40000 typ host
                a=candidate:6 1 UDP 2113937151 10.0.1.1 0 typ host
                a=candidate:7 1 UDP
                """)
            .orElseThrow()
            .media()
            .getFirst();

    assertEquals(
        List.of(
            new MediaCandidate(IpAddress.parse("10.0.1.1"), 8998),
            new MediaCandidate(IpAddress.parse("192.0.2.3"), 45_664),
            new MediaCandidate(IpAddress.parse("fd99::7"), 50_000)),
        media.candidates());
  }

  @Test
  void keepsSixteenCandidatesOfAFlood() {
    StringBuilder sdp = new StringBuilder("v=0\nc=IN IP4 10.0.1.1\nm=audio 4000 RTP/AVP 0\n");
    for (int i = 1; i < 500; i++) {
      sdp.append("a=candidate:1 1 UDP 1 10.0.1.1 ").append(i).append(" typ host\n");
    }
    assertEquals(
        16,
        SessionDescription.parse(sdp.toString())
            .orElseThrow()
            .media()
            .getFirst()
            .candidates()
            .size());
  }

  /** RFC 2046 §5.1.2: parts may have parts of their own. */
  @Test
  @SuppressWarnings("StringConcatToTextBlock") // lines end in CRLF
  void findsTheDescriptionWithinAPartOfSeveralParts() {
    String inner =
        "--in\r\nContent-Type: text/plain\r\n\r\nhello\r\n--in\r\n"
            + "Content-Type: application/sdp\r\n\r\nv=0\r\nc=IN IP4 10.0.1.1\r\n"
            + "m=audio 4000 RTP/AVP 0\r\n--in--\r\n";
    String body =
        "--out\r\nContent-Type: application/pidf+xml\r\n\r\n<x/>\r\n--out\r\n"
            + "Content-Type: multipart/alternative; boundary=in\r\n\r\n"
            + inner
            + "--out--\r\n";
    assertEquals(4000, SessionDescription.parse(body).orElseThrow().media().getFirst().port());
  }
}
