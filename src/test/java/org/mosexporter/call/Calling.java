package org.mosexporter.call;

import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;
import static org.mosexporter.wire.Frames.senderReport;

import java.nio.ByteBuffer;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.wire.Extended;
import org.mosexporter.wire.Frames;

/**
 * Many ordinary calls at once, between 10.100.x.y and 10.101.x.y: what they make a tracker hold.
 */
final class Calling {
  private static final int RTP = 42;
  private static final int PACKETS = 260;
  private static final int LOST = 100;

  private final ByteBuffer packet =
      Frames.window(
          Frames.frame("10.100.0.0", 4000, "10.101.0.0", 5000, 46, rtp(0, 0, false, 0, 0, 480)));
  final Tracker tracker;

  Calling(Limits limits, CallEvents events) {
    tracker = new Office(Office.config(limits, Privacy.Form.PLAIN), events).tracker;
  }

  private static String phone(int net, int number) {
    return "10." + net + "." + (number >> 8) + "." + (number & 0xFF);
  }

  static String caller(int number) {
    return phone(100, number);
  }

  static String callee(int number) {
    return phone(101, number);
  }

  static String callId(int number) {
    return String.format("a84b4c76e66710%06d@pc33.example.org", number);
  }

  void sip(double at, String source, String target, String message) {
    udp(at, source, 5060, target, 5060, ascii(message.replace("\n", "\r\n")));
  }

  void udp(double at, String source, int port, String target, int targetPort, byte[] data) {
    frame(at, Frames.frame(source, port, target, targetPort, 46, data));
  }

  void frame(double at, byte[] octets) {
    int length = octets.length;
    tracker.onPacket(Frames.window(octets), 0, length, length, Office.ns(at), 0, 0);
    tracker.flush();
  }

  /**
   * Users 10… call 20….
   *
   * @param more lines of the description, after its first medium at port 4000
   */
  void dial(int number, double at, String more) {
    String sdp = Sip.sdp(caller(number), 4000) + more;
    String invite =
        Sip.invite(callId(number), 1, sdp)
            .replace("sip:1010@", "sip:10" + number + "@")
            .replace("sip:1020@", "sip:20" + number + "@");
    sip(at, caller(number), callee(number), invite);
  }

  void answer(int number, double at) {
    String id = callId(number);
    sip(at, callee(number), caller(number), Sip.response(180, id, 1, "INVITE", ""));
    String sdp = Sip.sdp(callee(number), 5000);
    sip(at, callee(number), caller(number), Sip.response(200, id, 1, "INVITE", sdp));
    sip(at, caller(number), callee(number), Sip.request("ACK", id, 1, ";tag=bob", ""));
  }

  /** All calls speak for 15.6 s, both ways, some hundred calls at a time; one packet is lost. */
  void speak(int calls, double from) {
    for (int first = 0; first < calls; first += 500) {
      for (int number = 0; number < PACKETS; number++) {
        double at = from + first * 1e-3 + 0.06 * number;
        for (int call = first; call < Math.min(calls, first + 500) && number != LOST; call++) {
          double jitterSeconds = (number * 7919L + call) % 9_000 * 1e-6;
          packet(call, false, number, at + jitterSeconds);
          packet(call, true, number, at + jitterSeconds);
        }
      }
    }
  }

  private void packet(int call, boolean back, int number, double at) {
    int one = 0x0A640000 + call;
    int other = 0x0A650000 + call;
    packet.putShort(24, (short) 0).putInt(26, back ? other : one).putInt(30, back ? one : other);
    packet.putShort(34, (short) (back ? 5000 : 4000)).putShort(36, (short) (back ? 4000 : 5000));
    packet.putShort(RTP + 2, (short) number).putInt(RTP + 4, 480 * number);
    packet.putInt(RTP + 8, 2 * call + (back ? 1 : 0));
    int length = packet.capacity();
    tracker.onPacket(packet, 0, length, length, Office.ns(at), 0, 0);
    tracker.flush();
  }

  /** Each phone reports on what it hears, twice. */
  void report(int calls, double at) {
    for (int round = 0; round < 2; round++) {
      for (int call = 0; call < calls; call++) {
        report(call, caller(call), 4001, callee(call), 5001, 2 * call, round, at + 5 * round);
        report(call, callee(call), 5001, caller(call), 4001, 2 * call + 1, round, at + 5 * round);
      }
    }
  }

  /** Each phone tells all that it knows of what it hears (RFC 3611 §4.6, §4.7). */
  void reportExtended(int calls, double at) {
    for (int call = 0; call < calls; call++) {
      reportExtended(call, caller(call), 4001, callee(call), 5001, 2 * call, at);
      reportExtended(call, callee(call), 5001, caller(call), 4001, 2 * call + 1, at);
    }
  }

  private void reportExtended(
      int call, String from, int port, String to, int toPort, int ssrc, double at) {
    byte[] metrics =
        Extended.voip(ssrc ^ 1)
            .rates(3, 1)
            .bursts(128, 60, 1, 900)
            .delays(60, 80, 40)
            .echo(50)
            .verdict(85, 41, 39)
            .octets();
    byte[] counts = Extended.summary(ssrc ^ 1, 0, 260, 1, 20);
    udp(at + 1e-5 * call, from, port, to, toPort, Extended.report(ssrc, counts, metrics));
  }

  private void report(
      int call, String from, int port, String to, int toPort, int ssrc, int round, double at) {
    long ntp = Math.round(at * 0x1p32);
    byte[] block = block(ssrc ^ 1, 0, 1, 120 + 80 * round, 20, 0, 0);
    byte[] compound =
        concat(senderReport(ssrc, ntp, 0, 100 + round, 48_000, block), receiverReport(ssrc));
    udp(at + 1e-5 * call, from, port, to, toPort, compound);
  }
}
