package org.mosexporter.app;

import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.rtp;
import static org.mosexporter.wire.Frames.window;

import java.util.ArrayList;
import java.util.List;

/**
 * Four calls to a provider at once, G.711 both ways with nothing lost. All is marked EF but what
 * one phone says in two of them.
 */
final class UnmarkedOffice {
  static final String PHONE = "10.1.20.13";
  private static final List<String> PHONES = List.of("10.1.20.11", "10.1.20.12", PHONE, PHONE);
  private static final String PROVIDER = "203.0.113.5";
  private static final int EXPEDITED = 46;
  private static final int FIRST_PORT = 4_000;

  /** More than the five seconds below which nothing is concluded. */
  private static final int PACKETS = 300;

  private final List<MarkedOffice.Timed> frames = new ArrayList<>();

  /** In order of time. */
  static List<MarkedOffice.Timed> frames() {
    UnmarkedOffice office = new UnmarkedOffice();
    for (int call = 0; call < PHONES.size(); call++) {
      office.dial(call);
    }
    for (int i = 0; i < PACKETS; i++) {
      for (int call = 0; call < PHONES.size(); call++) {
        office.speak(call, i);
      }
    }
    for (int call = 0; call < PHONES.size(); call++) {
      String phone = PHONES.get(call);
      office.sip(8, phone, PROVIDER, message("BYE sip:2@b.example SIP/2.0", call, "BYE", ""));
    }
    return office.frames;
  }

  private void dial(int call) {
    String phone = PHONES.get(call);
    String invite = message("INVITE sip:2@b.example SIP/2.0", call, "INVITE", sdp(phone, call));
    sip(0, phone, PROVIDER, invite.replace(";tag=b\n", "\n"));
    sip(0.5, PROVIDER, phone, message("SIP/2.0 200 OK", call, "INVITE", sdp(PROVIDER, call)));
  }

  private void speak(int call, int i) {
    String phone = PHONES.get(call);
    int port = FIRST_PORT + 2 * call;
    double at = 1 + 0.02 * i;
    int marked = phone.equals(PHONE) ? 0 : EXPEDITED;
    byte[] there = rtp(2 * call, 0, i == 0, i, 160L * i, 160);
    byte[] back = rtp(2 * call + 1, 0, i == 0, i, 160L * i, 160);
    frames.add(
        new MarkedOffice.Timed(at, window(frame(phone, port, PROVIDER, port, marked, there))));
    frames.add(
        new MarkedOffice.Timed(at, window(frame(PROVIDER, port, phone, port, EXPEDITED, back))));
  }

  private void sip(double at, String from, String to, String message) {
    byte[] octets = ascii(message.replace("\n", "\r\n"));
    frames.add(new MarkedOffice.Timed(at, window(frame(from, 5060, to, 5060, EXPEDITED, octets))));
  }

  private static String message(String start, int call, String method, String sdp) {
    return start
        + "\nVia: SIP/2.0/UDP office;branch=z9hG4bK"
        + method
        + call
        + "\nFrom: <sip:1@a.example>;tag=a\nTo: <sip:2@b.example>;tag=b\nCall-ID: call-"
        + call
        + "\nCSeq: "
        + (method.equals("BYE") ? 2 : 1)
        + " "
        + method
        + (sdp.isEmpty() ? "" : "\nContent-Type: application/sdp")
        + "\n\n"
        + sdp;
  }

  private static String sdp(String address, int call) {
    return "v=0\no=- 1 1 IN IP4 "
        + address
        + "\ns=-\nc=IN IP4 "
        + address
        + "\nt=0 0\nm=audio "
        + (FIRST_PORT + 2 * call)
        + " RTP/AVP 0\n";
  }

  private UnmarkedOffice() {}
}
