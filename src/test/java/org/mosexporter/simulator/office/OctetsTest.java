package org.mosexporter.simulator.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.mosexporter.simulator.path.Ear;
import org.mosexporter.simulator.path.Flow;
import org.mosexporter.simulator.path.Packet;
import org.mosexporter.simulator.path.Segment;
import org.mosexporter.simulator.path.Timeline;

/** What the encoders write, against octets written by hand. */
class OctetsTest {
  private static final Host PHONE = new Host(Host.ip(10, 1, 20, 11), 11_800);
  private static final Host FAR = new Host(Host.ip(203, 0, 113, 2), 20_000);
  private final ByteBuffer into = ByteBuffer.allocate(2_048);

  private String written(Frame frame, byte[] report) {
    Timeline timeline = new Timeline();
    StringBuilder hex = new StringBuilder();
    Ear ear =
        new Ear() {
          @Override
          public void hear(Packet packet, long nowNs) {
            int length = frame.write(packet, into, 100);
            hex.append(HexFormat.of().formatHex(into.array(), 100, 100 + length));
          }

          @Override
          public void miss(boolean seen, Segment where) {}
        };
    Flow flow = new Flow.Way().flow(timeline, frame, ear);
    if (report.length == 0) {
      flow.send(3, true, 46, 74, 0, 0);
    } else {
      flow.send(report, 46, 0);
    }
    return hex.toString();
  }

  /** The checksum by hand: 4500 with B8, 003C, FF05 (65,534 + 3, wrapped: 0001), 4000, 4011 … */
  @Test
  void speech() {
    Frame frame = new Frame(PHONE, FAR, Codec.G729, 0x01020304, 0xFFFE, 1_000);
    String hex = written(frame, new byte[0]);
    assertEquals(
        "0200cb007102"
            + "02000a01140b"
            + "0800" // MACs
            + "45b8003c00014000"
            + "4011",
        hex.substring(0, 48));
    assertEquals("0a01140b" + "cb007102" + "2e184e20" + "00280000", hex.substring(52, 84));
    // 80 | marker and 18 | FFFE + 3 | 1000 + 3 · 160 | SSRC
    assertEquals("80" + "92" + "0001" + "000005c8" + "01020304", hex.substring(84, 108));
    assertEquals(2 * (42 + 12 + 20), hex.length());
    assertEquals(0xFFFF, sum(114, 20), "a header with its checksum sums to ones (RFC 1071)");
  }

  private int sum(int from, int bytes) {
    int sum = 0;
    for (int at = from; at < from + bytes; at += 2) {
      sum += into.getShort(at) & 0xFFFF;
    }
    return (sum & 0xFFFF) + (sum >>> 16);
  }

  /** RFC 3550 §6.4.1: block of 4 expected since, 1 lost: 64 of 256. */
  @Test
  void reports() {
    Reception reception = new Reception(Codec.PCMA, 65_534);
    reception.onPacket(0, 0);
    reception.onPacket(1, 0);
    reception.onPacket(3, 1_000_000);
    byte[] octets =
        new RtcpOctets()
            .sender(0x0A, 0x1111_2222_3333_4444L, 160, 2, 320)
            .block(0x0B, reception, 0x2222_3333, 65_536)
            .name(0x0A, "a@b")
            .octets();
    assertEquals(
        "81c8000c"
            + "0000000a"
            + "1111222233334444"
            + "000000a0"
            + "00000002"
            + "00000140"
            + "0000000b"
            + "40000001"
            + "00010001"
            + "00000000"
            + "22223333"
            + "00010000"
            + "81ca0003"
            + "0000000a"
            + "0103614062"
            + "000000",
        HexFormat.of().formatHex(octets));
    String frame = written(new Frame(PHONE, FAR, Codec.G729, 1, 1, 1), octets);
    assertEquals("2e194e21", frame.substring(68, 76), "on the next ports");
    assertTrue(frame.endsWith("0103614062000000"));
  }

  @Test
  void duplicatesAreNoLoss() {
    Reception reception = new Reception(Codec.PCMA, 0);
    assertEquals(false, reception.onPacket(0, 0));
    assertEquals(false, reception.onPacket(2, 0));
    assertEquals(true, reception.onPacket(2, 0));
    assertEquals(0, reception.cumulativeLost());
    assertEquals(1, reception.missing());
    assertEquals(false, reception.onPacket(1, 0));
    assertEquals(true, reception.onPacket(1, 0));
    assertEquals(-2, reception.cumulativeLost());
    assertEquals(0, reception.missing());
  }

  /** NTP of 1970 is 2,208,988,800 s; half a second is the top bit of the fraction. */
  @Test
  void timeOfReports() {
    assertEquals(0x83AA7E81_80000000L, RtcpOctets.ntp(1_500_000_000L));
  }
}
