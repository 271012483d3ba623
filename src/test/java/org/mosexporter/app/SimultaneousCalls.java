package org.mosexporter.app;

import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.frame;
import static org.mosexporter.wire.Frames.receiverReport;
import static org.mosexporter.wire.Frames.rtp;
import static org.mosexporter.wire.Frames.window;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Calls that are drawn at random, of phones with faults of their own, through trunks with theirs.
 * All keep to one beat of 20 ms, begin in few of its beats and end in one: much of what happens in
 * one happens at the same nanosecond in another. A trunk comes to speak another codec meanwhile.
 *
 * <p>A mirror of some offices loses packets: more than their receivers lack, or less.
 */
final class SimultaneousCalls {
  private static final long BEAT_NS = 20_000_000L;
  private static final long BEGIN_NS = 1_772_452_800_000_000_000L; // 2026-03-02T12:00:00Z
  private static final int CALLS = 14;
  private static final int PHONES = 6;
  private static final int SPEECH_AFTER = 10;
  private static final int REPORT_EVERY = 100;
  private static final int EXPEDITED = 46;
  private static final int PCMU = 0;
  private static final int G729 = 18;

  /** A frame of a call. */
  record Packet(long atNs, ByteBuffer octets) {}

  private final SplittableRandom random;

  /** Of each beat, of each call that has any then, its packets in their order. */
  private final Map<Long, Map<Integer, List<Packet>>> beats = new TreeMap<>();

  SimultaneousCalls(long seed) {
    random = new SplittableRandom(seed);
    int unmarked = random.nextInt(PHONES);
    int lossy = random.nextInt(PHONES);
    boolean hidden = random.nextInt(3) == 0;
    for (int number = 0; number < CALLS; number++) {
      int phone = random.nextInt(PHONES);
      new Call(number, phone, phone == unmarked, phone == lossy, hidden).write();
    }
  }

  /** All packets in order of time; of those at the same time a call's stay in their order. */
  List<Packet> inOrder(long shuffle) {
    Random order = new Random(shuffle);
    List<Packet> all = new ArrayList<>();
    beats.forEach(
        (_, calls) -> {
          List<Integer> numbers = new ArrayList<>(calls.keySet());
          Collections.shuffle(numbers, order);
          numbers.forEach(number -> all.addAll(calls.get(number)));
        });
    return all;
  }

  /** One call, from a phone to what is behind a trunk. */
  private final class Call {
    private final int number;
    private final String phone;
    private final String far;
    private final int codec;
    private final boolean signalled = random.nextInt(4) > 0;
    private final boolean reports = random.nextBoolean();
    private final boolean wireless;
    private final boolean unmarked;
    private final double lossThere;
    private final double lossBack;
    private final double hidden;
    private final int first = 50 * random.nextInt(4);
    private final int packets = 500 - first;
    private int seenLost;

    Call(int number, int phone, boolean unmarked, boolean lossy, boolean hidden) {
      this.number = number;
      this.unmarked = unmarked;
      wireless = phone % 2 == 1;
      this.phone = (wireless ? "10.1.30." : "10.1.20.") + (11 + phone);
      boolean second = random.nextBoolean();
      far = second ? "198.51.100.5" : "203.0.113.5";
      codec = second && random.nextInt(10) < (first < 100 ? 2 : 8) ? G729 : PCMU;
      lossThere = lossy ? 0.08 : 0;
      lossBack = second ? 0.03 * random.nextInt(3) : 0;
      this.hidden = hidden ? 0.1 : 0;
    }

    private int port() {
      return 4_000 + 2 * number;
    }

    void write() {
      if (signalled) {
        String invite = "INVITE sip:2@b.example SIP/2.0";
        sip(0, phone, far, message(invite, "INVITE", sdp(phone)).replace(";tag=b\n", "\n"));
        sip(5, far, phone, message("SIP/2.0 200 OK", "INVITE", sdp(far)));
      }
      for (int i = 0; i < packets; i++) {
        speak(phone, far, i, unmarked ? 0 : EXPEDITED, 2 * number, lossThere);
        speak(far, phone, i, EXPEDITED, 2 * number + 1, lossBack);
        if (reports && i % REPORT_EVERY == REPORT_EVERY - 1) {
          report(i);
        }
      }
      if (signalled) {
        sip(packets + 20, phone, far, message("BYE sip:2@b.example SIP/2.0", "BYE", ""));
      }
    }

    private void speak(String from, String to, int i, int dscp, int ssrc, double loss) {
      boolean lost = random.nextDouble() < loss;
      boolean unseen = random.nextDouble() < hidden;
      seenLost += lost && from.equals(phone) ? 1 : 0;
      if (!lost && !unseen) {
        byte[] speech = rtp(ssrc, codec, i == 0, i, 160L * i, codec == PCMU ? 160 : 20);
        add(SPEECH_AFTER + i, frame(from, port(), to, port(), dscp, speech));
      }
    }

    /** The far end lacks what was lost before us, and every twentieth packet of some calls. */
    private void report(int i) {
      int lost = seenLost + (number % 3 == 0 ? i / 20 : 0);
      byte[] report =
          receiverReport(
              2 * number + 1, block(2 * number, 256 * lost / (i + 1), lost, i, 80, 0, 0));
      add(SPEECH_AFTER + i, frame(far, port() + 1, phone, port() + 1, EXPEDITED, report));
    }

    private void sip(int beat, String from, String to, String message) {
      add(beat, frame(from, 5060, to, 5060, EXPEDITED, ascii(message.replace("\n", "\r\n"))));
    }

    private void add(int beat, byte[] octets) {
      long atNs = BEGIN_NS + (first + beat) * BEAT_NS;
      beats
          .computeIfAbsent(atNs, _ -> new TreeMap<>())
          .computeIfAbsent(number, _ -> new ArrayList<>())
          .add(new Packet(atNs, window(octets)));
    }

    private String message(String start, String method, String sdp) {
      return start
          + "\nVia: SIP/2.0/UDP office;branch=z9hG4bK"
          + method
          + number
          + "\nFrom: <sip:1@a.example>;tag=a\nTo: <sip:2@b.example>;tag=b\nCall-ID: call-"
          + number
          + "\nUser-Agent: "
          + (wireless ? "Phone W 2.0" : "Phone D 1.0")
          + "\nCSeq: "
          + (method.equals("BYE") ? 2 : 1)
          + " "
          + method
          + (sdp.isEmpty() ? "" : "\nContent-Type: application/sdp")
          + "\n\n"
          + sdp;
    }

    private String sdp(String address) {
      return "v=0\no=- 1 1 IN IP4 "
          + address
          + "\ns=-\nc=IN IP4 "
          + address
          + "\nt=0 0\nm=audio "
          + port()
          + " RTP/AVP "
          + codec
          + "\n";
    }
  }
}
