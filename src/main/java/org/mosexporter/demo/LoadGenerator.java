package org.mosexporter.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.mosexporter.demo.SipWriter.Party;

/**
 * Writes capture files of any size for the bench: two-way G.711 calls whose packets are interleaved
 * in time order, with signalling before and after, RTCP every 5 s, VLAN tags on every third call,
 * 0.5 % loss and up to 8 ms of jitter.
 *
 * <p>Time order comes from a wheel of 5 µs slots, each a list of the streams due in it: a packet
 * costs the same whatever the number of calls. Each stream has its frame ready, into which only
 * time, sequence number, RTP time stamp and checksum are put.
 */
public final class LoadGenerator {
  public static final int MOST_CALLS = 40_000;

  private static final long START_NS = 1_772_442_000_000_000_000L; // 2026-03-02 09:00 UTC
  private static final long SETUP_NS = 1_000_000_000;
  private static final long PACKET_NS = 20_000_000;
  private static final int JITTER_NS = 8_000_000;
  private static final double LOSS = 0.005;
  private static final int REPORT_PACKETS = 250; // 5 s

  private static final long SLOT_NS = 5_000;
  private static final int SLOTS = 1 << 13; // 41 ms: a packet time, all jitter, and room
  private static final int NONE = -1;

  private final long wanted;
  private final int calls;
  private final SplittableRandom random;
  private final LoadWriter writer;
  private final LoadStream[] streams;
  private final int[] heads = new int[SLOTS];
  private final int[] following;
  private final ByteBuffer scratch = ByteBuffer.allocate(2_048);
  private long written;
  private long lost;
  private long reports;

  private LoadGenerator(OutputStream out, long rtpPackets, int calls, long seed) {
    if (rtpPackets < 1 || calls < 1 || calls > MOST_CALLS) {
      throw new IllegalArgumentException(
          "from one packet, and 1 to " + MOST_CALLS + " calls: " + rtpPackets + ", " + calls);
    }
    this.wanted = rtpPackets;
    this.calls = calls;
    this.random = new SplittableRandom(seed);
    this.writer = new LoadWriter(out);
    this.streams = new LoadStream[2 * calls];
    this.following = new int[2 * calls];
  }

  /**
   * What a file holds.
   *
   * @param lostPackets missing between the first and last packet of their streams
   */
  public record Load(long rtpPackets, long lostPackets, long reports, int streams) {}

  /** Writes or overwrites a file. */
  public static Load generate(Path file, long rtpPackets, int calls, long seed) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      return generate(out, rtpPackets, calls, seed);
    }
  }

  /** Writes in blocks; needs no buffering and does not close. */
  public static Load generate(OutputStream out, long rtpPackets, int calls, long seed)
      throws IOException {
    return new LoadGenerator(out, rtpPackets, calls, seed).run();
  }

  private Load run() throws IOException {
    Arrays.fill(heads, NONE);
    for (int call = 0; call < calls; call++) {
      setUp(call);
    }
    for (int slot = 0; written < wanted; slot = (slot + 1) & (SLOTS - 1)) {
      int stream = heads[slot];
      heads[slot] = NONE;
      while (stream != NONE) {
        int next = following[stream];
        step(stream);
        stream = next;
      }
    }
    for (int call = 0; call < calls; call++) {
      hangUp(call);
    }
    writer.flush();
    return new Load(written, lost, reports, streams.length);
  }

  private void setUp(int call) throws IOException {
    SipWriter sip = dialog(call);
    long atNs = START_NS + SETUP_NS * call / calls;
    long apartNs = SETUP_NS / calls / 5;
    boolean tagged = call % 3 == 2;
    Party phone = sip.caller();
    Party far = sip.callee();
    message(atNs, phone, far, tagged, sip.invite(DemoCodec.PCMU));
    message(atNs + apartNs, far, phone, tagged, sip.response("100 Trying", "INVITE"));
    message(atNs + 2 * apartNs, far, phone, tagged, sip.response("180 Ringing", "INVITE"));
    message(atNs + 3 * apartNs, far, phone, tagged, sip.answer(DemoCodec.PCMU));
    message(atNs + 4 * apartNs, phone, far, tagged, sip.acknowledge());
    open(2 * call, phone, far, tagged);
    open(2 * call + 1, far, phone, tagged);
  }

  private void hangUp(int call) throws IOException {
    SipWriter sip = dialog(call);
    boolean tagged = call % 3 == 2;
    message(writer.lastNs(), sip.caller(), sip.callee(), tagged, sip.bye(sip.caller()));
    message(writer.lastNs(), sip.callee(), sip.caller(), tagged, sip.byeAnswer(sip.caller()));
  }

  private static SipWriter dialog(int call) {
    String phone = "10.1." + (20 + call / 200) + "." + (10 + call % 200);
    String far = "203.0.113." + (1 + call % 14);
    return new SipWriter(
        new Party(
            "u" + call,
            UdpAddress.of(phone, 5060),
            UdpAddress.of(phone, 11_780),
            "Yealink SIP-T46U 108.86.0.20",
            "p" + call),
        new Party(
            "+4930231250" + (10 + call % 90),
            UdpAddress.of(far, 5060),
            UdpAddress.of(far, 10_000 + 2 * (call / 14)),
            "telco-a SBC/4.2",
            "f" + call),
        "load-" + call + "@" + phone);
  }

  private void message(long atNs, Party from, Party to, boolean tagged, String text)
      throws IOException {
    scratch.clear();
    SipWriter.write(scratch, text);
    writer.packet(atNs, from.sip(), to.sip(), DemoCall.SIGNALING_DSCP, tagged, scratch.flip());
  }

  private void open(int index, Party from, Party to, boolean tagged) {
    LoadStream stream = new LoadStream(from.media(), to.media(), tagged, random);
    long phaseNs = random.nextLong(PACKET_NS);
    stream.nominalNs = START_NS + SETUP_NS + phaseNs;
    streams[index] = stream;
    schedule(index);
  }

  private void schedule(int index) {
    LoadStream stream = streams[index];
    stream.dueNs = stream.nominalNs + random.nextInt(JITTER_NS);
    int slot = (int) ((stream.dueNs - START_NS - SETUP_NS) / SLOT_NS) & (SLOTS - 1);
    following[index] = heads[slot];
    heads[slot] = index;
  }

  /** Sends or loses one stream's packet and puts the stream where its next is due. */
  private void step(int index) throws IOException {
    LoadStream stream = streams[index];
    if (random.nextDouble() < LOSS) {
      stream.pendingLost++;
    } else if (written < wanted) {
      writer.rtp(stream);
      written++;
      stream.received++;
      if (stream.received > 1) {
        lost += stream.pendingLost;
        stream.lost += stream.pendingLost;
      }
      stream.pendingLost = 0;
    }
    stream.number++;
    // The two directions take turns.
    if (stream.number % REPORT_PACKETS == ((index & 1) == 0 ? 50 : 175)) {
      report(stream, streams[index ^ 1], (index & 1) == 0);
    }
    stream.nominalNs += PACKET_NS;
    schedule(index);
  }

  private void report(LoadStream stream, LoadStream opposite, boolean fromPhone)
      throws IOException {
    long atNs = writer.lastNs();
    long ntp = RtcpWriter.ntp(atNs);
    scratch.clear();
    RtcpWriter.senderReport(
        scratch,
        stream.ssrc(),
        ntp,
        stream.timestamp(),
        stream.number,
        stream.number * DemoCodec.PCMU.payloadBytes(),
        opposite.received == 0 ? Optional.empty() : Optional.of(opposite.block(atNs, fromPhone)));
    RtcpWriter.sourceDescription(scratch, stream.ssrc(), "load", "generator");
    writer.packet(
        atNs,
        stream.from().withPort(stream.from().port() + 1),
        stream.to().withPort(stream.to().port() + 1),
        DemoPhone.EXPEDITED_FORWARDING,
        stream.tagged(),
        scratch.flip());
    stream.reportNtp = ntp;
    stream.reportNs = atNs;
    reports++;
  }
}
