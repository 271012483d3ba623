package org.mosexporter.stream;

/**
 * What else every packet of a stream touches: the stream's key and its counts. {@link RtpStream},
 * which extends this, adds what few packets need, so that the two do not mix in memory.
 */
class PacketCounts extends Playout {
  private static final long LONGEST_PACKET_MS = 120;

  // Counts that only differences are taken of are 32 bits: what an interval adds is far less.
  /** Both addresses, and both ports with the SSRC; see {@link StreamIndex}. */
  final long addresses;

  final long flow;
  long lastNs;
  long packets;

  /** Time that the played packets waited in the jitter buffer, together. */
  long waitedNs;

  /** Payload of the packets of speech. */
  long speechOctets;

  /** End of the current interval. */
  long intervalEndNs;

  /** Newest sequence number at which a pending interval must close. */
  long pendingLimit = Long.MAX_VALUE;

  int speechPackets;
  int playedPackets;
  int ptimeRtpUnits;
  short observationPoint;

  /** The newest packet's, of its IPv4 header. */
  char identification;

  byte dscp = -1;
  byte payloadType = -1;
  byte ptimeVotes;
  final boolean ipv4;
  boolean ended;
  PayloadFormat format = PayloadFormat.UNMAPPED;

  PacketCounts(long addresses, long flow, boolean ipv4, BufferDepth buffer) {
    super(buffer);
    this.addresses = addresses;
    this.flow = flow;
    this.ipv4 = ipv4;
  }

  /**
   * The step that most packets take wins, as votes for it come in. No packet of speech is longer
   * than 120 ms (RFC 7587 §6.1): a longer step is a pause.
   */
  final void observePtime(int step) {
    if (step > clockRateHz() * LONGEST_PACKET_MS / 1000) {
      return;
    }
    if (step == ptimeRtpUnits) {
      ptimeVotes = (byte) Math.min(ptimeVotes + 1, 8);
    } else if (--ptimeVotes < 0 && step > 0) {
      ptimeRtpUnits = step;
      ptimeVotes = 0;
    }
  }

  /** Reads what the next packet will, so that memory has it at hand; means nothing by itself. */
  public final long touch() {
    return touchSequence() + touchJitter() + touchPlayout() + lastNs + ptimeVotes;
  }
}
