package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.rtp;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.quality.Json;

/** What {@code analyze} says of calls that are heard one way, and of half a mirror. */
class OneWayAnalysisTest {
  private static final String PHONE = "10.1.20.11";
  private static final String PBX = "10.1.0.5";

  @TempDir private Path folder;
  private final ByteBuffer file = ByteBuffer.allocate(8 << 20);

  OneWayAnalysisTest() {
    file.putInt(0xA1B2_3C4D).putShort((short) 2).putShort((short) 4).putLong(0);
    file.putInt(65_535).putInt(1);
  }

  private void packet(int atMs, byte[] octets) {
    file.putInt(1_772_452_800 + atMs / 1000).putInt(atMs % 1000 * 1_000_000);
    file.putInt(octets.length).putInt(octets.length).put(octets);
  }

  private void sip(int atMs, String from, String to, String start, String method, String sdp) {
    String message =
        start
            + "\r\nVia: SIP/2.0/UDP 10.1.20.11;branch=z9hG4bK1\r\nFrom: <sip:1@a.example>;tag=a\r\n"
            + "To: <sip:2@a.example>;tag=b\r\nCall-ID: c1\r\nCSeq: 1 "
            + method
            + (sdp.isEmpty() ? "" : "\r\nContent-Type: application/sdp")
            + "\r\nContent-Length: "
            + sdp.length()
            + "\r\n\r\n"
            + sdp;
    packet(
        atMs,
        frame(
            from,
            5060,
            to,
            5060,
            ascii(message.replace(";tag=b\r\nCall", tag(method) + "\r\nCall"))));
  }

  private static String tag(String method) {
    return method.equals("INVITE") ? "" : ";tag=b";
  }

  private static String sdp(String address, int port) {
    return "v=0\r\no=- 1 1 IN IP4 "
        + address
        + "\r\ns=-\r\nc=IN IP4 "
        + address
        + "\r\nt=0 0\r\nm=audio "
        + port
        + " RTP/AVP 0\r\n";
  }

  private static byte[] speech(String from, int port, String to, int toPort, int i) {
    return frame(from, port, to, toPort, rtp(7, 0, i == 0, i, 160L * i, 160));
  }

  private String analyze(String format) throws IOException {
    Path path = folder.resolve("calls.pcap");
    byte[] octets = new byte[file.position()];
    file.duplicate().flip().get(octets);
    Files.write(path, octets);
    StringWriter out = new StringWriter();
    int exit =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .execute("analyze", path.toString(), "--format=" + format);
    assertEquals(Main.DONE, exit);
    return out.toString();
  }

  /** The PBX stops after 20 s of 60. */
  private void stoppingCall() {
    sip(0, PHONE, PBX, "INVITE sip:2@a.example SIP/2.0", "INVITE", sdp(PHONE, 4000));
    sip(500, PBX, PHONE, "SIP/2.0 200 OK", "INVITE", sdp(PBX, 5000));
    for (int i = 0; i < 3000; i++) {
      packet(1000 + 20 * i, speech(PHONE, 4000, PBX, 5000, i));
      if (i < 1000) {
        packet(1010 + 20 * i, speech(PBX, 5000, PHONE, 4000, i));
      }
    }
    sip(61_000, PHONE, PBX, "BYE sip:2@a.example SIP/2.0", "BYE", "");
  }

  @Test
  void givesTheTimeToTheCallAndToTheStreamThatStopped() throws IOException {
    stoppingCall();
    Map<?, ?> json = (Map<?, ?>) Json.parse(analyze("json"));

    Map<?, ?> call = (Map<?, ?>) ((List<?>) json.get("calls")).getFirst();
    Map<?, ?> oneWay = (Map<?, ?>) ((List<?>) call.get("one_way")).getFirst();
    assertEquals(PBX, oneWay.get("speaker"));
    assertEquals(PHONE, oneWay.get("listener"));
    assertEquals("2026-03-02T12:00:20.990000Z", oneWay.get("since"));
    assertEquals(39.99, ((Number) oneWay.get("seconds")).doubleValue(), 1e-6);
    assertEquals(2, ((List<?>) call.get("streams")).size());
    for (Object each : (List<?>) json.get("streams")) {
      Map<?, ?> stream = (Map<?, ?>) each;
      Map<?, ?> unscored = (Map<?, ?>) stream.get("unscored_seconds");
      boolean stopped = stream.get("source").equals(PBX + ":5000");
      assertEquals(stopped ? 39.99 : null, unscored == null ? null : unscored.get("one_way"));
    }
    assertFalse(json.containsKey("interfaces"));
  }

  @Test
  void saysInTheTableWhoHeardNothing() throws IOException {
    stoppingCall();
    String table = analyze("table");

    assertTrue(table.contains("one_way 40.0 s"), table);
    assertTrue(table.contains("10.1.20.11 for 40.0 s"), table);
  }

  @Test
  void saysThatTheCaptureIsHalfAMirror() throws IOException {
    for (int i = 0; i < 15 * 50; i++) {
      for (int call = 0; call < 12; call++) {
        packet(1000 + 20 * i, speech("10.1.20." + (10 + call), 4000, PBX, 6000 + 2 * call, i));
      }
    }
    String table = analyze("table");
    Map<?, ?> json = (Map<?, ?>) Json.parse(analyze("json"));

    assertTrue(
        table.lines().anyMatch(line -> line.contains("calls.pcap is half a mirror: ")), table);
    Map<?, ?> place = (Map<?, ?>) ((List<?>) json.get("interfaces")).getFirst();
    assertEquals(true, place.get("half_mirror"));
    assertTrue(String.valueOf(place.get("name")).endsWith("calls.pcap"));
  }
}
