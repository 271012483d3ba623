package org.mosexporter.stream;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mosexporter.stream.StreamSummary.ObservedAt;
import org.mosexporter.wire.link.Datagram;

/**
 * One RTP stream while it lives: packets of one SSRC from one address and port to another (RFC 3550
 * §3).
 *
 * <p>Written by the tracker's thread, and read by it only. What a packet touches is here and in the
 * classes that this one extends: {@link SequenceWindow}, {@link InterarrivalJitter}, {@link
 * Playout} and {@link PacketCounts}. It extends them for the layout in memory only (decision 42).
 */
public final class RtpStream extends AddressedStream {
  private static final int USUAL_PACKET_NS = 20_000_000;

  private long firstNs;

  /** Silence in the current interval without missing packets. */
  long gapNs;

  int noisePackets;
  int unmappedPackets;

  /** Too late to be played, whenever they came. */
  private int discarded;

  /** Low bits of {@link #packets} when the code point or payload type changed last. */
  private int dscpSince;

  private int payloadTypeSince;
  int heapIndex = -1;
  PayloadFormat speech = PayloadFormat.UNMAPPED;
  private PayloadFormats formats;

  /** Start of the oldest interval that is open. */
  IntervalMark from = IntervalMark.NONE;

  /** Its end, once packets beyond it have been seen: then it is to be closed soon. */
  @Nullable IntervalEnd to;

  /** The oldest interval that is closed and not told yet. */
  @Nullable ClosedInterval untold;

  final StreamScore score = new StreamScore();
  @Nullable Reception reception;

  /** Runs of other values before the current one; nearly always none. */
  private ValueCounts dscps = ValueCounts.NONE;

  private ValueCounts payloadTypes = ValueCounts.NONE;
  private Media media;
  private @Nullable Object context;
  private @Nullable Seldom seldom;

  /** Of the current interval. */
  boolean codecChanged;

  boolean clockStepped;

  /** Whether copies that the mirror makes are left out. */
  private boolean deduplicated;

  @Nullable RtpStream nextOfSsrc;
  @Nullable RtpStream previousOfSsrc;

  /**
   * @param addresses as {@link StreamIndex#addresses} has them
   */
  RtpStream(
      Datagram datagram,
      long addresses,
      int ssrc,
      Media media,
      PayloadFormats formats,
      BufferDepth buffer) {
    super(datagram, addresses, ssrc, buffer);
    observationPoint = (short) datagram.observationPoint();
    this.media = media;
    this.formats = formats.with(media);
    firstNs = datagram.atNs();
    lastNs = firstNs;
  }

  /**
   * Takes one packet; the only way by which a stream changes per packet.
   *
   * @param identification of its IPv4 header; 0 when it has none; below 0 when the packet is known
   *     to be no copy of the mirror's
   * @return whether it is but a copy that the mirror made, and left out
   */
  boolean onPacket(
      Intervals intervals,
      long atNs,
      int identification,
      int dscp,
      boolean marker,
      int payloadType,
      int sequenceNumber,
      int timestamp,
      int payloadBytes) {
    if (packets == 0) {
      begin(intervals, atNs, payloadType, sequenceNumber, timestamp);
    }
    long extended = extend(sequenceNumber);
    long before = highest();
    if (extended <= before && isRepeated(extended)) {
      return false;
    }
    if (extended <= before
        && deduplicated
        && identification >= 0
        && isCopy(extended, atNs, identification)) {
      return true;
    }
    long newest = Math.max(extended, before);
    if (intervals.isTurn(this, atNs, newest)) {
      intervals.onTurn(this, atNs, newest);
    }
    if (payloadType != this.payloadType) {
      switchPayloadType(payloadType);
    }
    if (dscp != this.dscp) {
      switchDscp(dscp);
    }
    if (restarted()) {
      anchorJitter(speech.clockRateHz());
      restartPlayout();
    }
    if (extended != STRAY) {
      if (extended > before || packets == 0) {
        this.identification = (char) identification;
      } else {
        cameBehind(extended, atNs, lastNs);
      }
      boolean isNew = receive(extended, sequenceNumber);
      onPayload(extended, before, isNew, atNs, marker, timestamp, payloadBytes);
    }
    packets++;
    lastNs = atNs;
    return false;
  }

  /** Whether the place that observed the stream before has counted the packet. */
  private boolean isRepeated(long extended) {
    OtherView views = otherViews();
    return views != null && extended <= views.observedBefore && arrived(extended);
  }

  private boolean isCopy(long extended, long atNs, int identification) {
    boolean same = identification == this.identification || identification == 0;
    return isCopy(
        extended,
        atNs,
        lastNs,
        ptimeNs().orElse(USUAL_PACKET_NS),
        same || this.identification == 0);
  }

  /**
   * From the next packet on, the stream is what another place sees of it. Transit times are others
   * there, so that jitter and the emulated buffer start anew.
   */
  void observeAt(int point, boolean deduplicates) {
    deduplicated = deduplicates;
    if (packets == 0) {
      return;
    }
    observationPoint = (short) point;
    anchorJitter(speech.clockRateHz());
    restartPlayout();
  }

  /** Packets of this type are reported, and none is seen. */
  void assume(int reportedType) {
    payloadType = (byte) reportedType;
    useFormat();
  }

  /** A packet of it is seen after all. */
  void comeIntoSight(int point, boolean deduplicates, long atNs) {
    observationPoint = (short) point;
    deduplicated = deduplicates;
    lastNs = atNs;
  }

  /** The clock was set. Jitter and the emulated buffer start anew with the next packet. */
  void onClockStep(long stepNs) {
    clockStepped = packets > 0;
    firstNs += stepNs;
    lastNs += stepNs;
    intervalEndNs += stepNs;
    if (seldom != null) {
      seldom.onClockStep(stepNs);
    }
    if (reception != null) {
      reception.onClockStep(stepNs);
    }
    anchorJitter(speech.clockRateHz());
    restartPlayout();
  }

  /** Counts what the place of a view saw after a number, and the stream's own missed. */
  void adoptFrom(OtherView view, long after) {
    packets += adopt(view, after);
  }

  private void begin(
      Intervals intervals, long atNs, int payloadType, int sequenceNumber, int timestamp) {
    firstNs = atNs;
    score.firstTimestamp = timestamp;
    lastNs = atNs;
    LeftOff before = seldom == null ? null : seldom.leftOff;
    if (before != null && before.isContinuedBy(atNs, sequenceNumber, timestamp)) {
      switchPayloadType(payloadType); // what is missing would have been of this kind
      resume(before.sequenceNumber());
      lastNs = before.atNs();
    }
    intervals.begin(this, lastNs);
  }

  private void onPayload(
      long extended,
      long before,
      boolean isNew,
      long atNs,
      boolean marker,
      int timestamp,
      int payloadBytes) {
    PayloadFormat.Kind kind = format.kind();
    if (kind == PayloadFormat.Kind.SPEECH && payloadBytes > format.silenceOctets()) {
      boolean consecutive = extended == before + 1;
      speechPackets++;
      speechOctets += payloadBytes;
      if (consecutive && !marker) {
        observePtime(timestamp - lastRtpTimestamp());
      }
      onSpacing(timestamp, atNs, marker, consecutive);
      if (isNew && judges()) {
        play(judge(extended, extended > before, consecutive, marker, timestamp, atNs), extended);
      }
    } else if (kind == PayloadFormat.Kind.UNMAPPED) {
      unmappedPackets++;
    } else if (kind != PayloadFormat.Kind.EVENT) {
      noisePackets++;
    }
  }

  private void play(long waitNs, long extended) {
    if (waitNs == LATE) {
      discarded++;
      discard(extended);
    } else {
      playedPackets++;
      waitedNs += waitNs;
    }
  }

  private void switchDscp(int next) {
    dscps = dscps.with(dscp, (int) packets - dscpSince);
    dscp = (byte) next;
    dscpSince = (int) packets;
  }

  private void switchPayloadType(int next) {
    payloadTypes = payloadTypes.with(payloadType, (int) packets - payloadTypeSince);
    payloadType = (byte) next;
    payloadTypeSince = (int) packets;
    useFormat();
  }

  private void useFormat() {
    format = formats.of(payloadType);
    if (format.kind() != PayloadFormat.Kind.SPEECH) {
      return;
    }
    if (speech.kind() == PayloadFormat.Kind.SPEECH && !speech.soundsLike(format)) {
      codecChanged = true;
    }
    if (speech.clockRateHz() != format.clockRateHz()) {
      startClock(format.clockRateHz());
      ptimeRtpUnits = 0;
    }
    speech = format;
  }

  /** What signalling said, learnt after the first packets. */
  public void media(Media late) {
    media = late;
    formats = formats.with(late);
    if (payloadType >= 0) {
      boolean changed = codecChanged;
      useFormat();
      codecChanged = changed; // we know better now; nothing changed on the wire
    }
  }

  public Media media() {
    return media;
  }

  /** Speech in one packet: as observed, else as announced; empty when neither is known. */
  OptionalInt ptimeNs() {
    return media.ptimeNs(ptimeRtpUnits, speech.clockRateHz());
  }

  /** Where it is observed; the number of the place nearest to its listener that is known. */
  public int observationPoint() {
    return observationPoint;
  }

  /** Where it was observed at a time of the current interval. */
  int observationPointAt(long atNs) {
    return seldom != null && atNs <= seldom.movedNs ? seldom.formerPoint : observationPoint;
  }

  /** Seen, duplicates included. */
  public long packets() {
    return packets;
  }

  /** Arrived, but too late to be played. */
  public long discarded() {
    return Integer.toUnsignedLong(discarded);
  }

  public long firstNs() {
    return firstNs;
  }

  public long lastNs() {
    return lastNs;
  }

  /** Packets by code point so far. */
  public Map<Integer, Long> dscpPackets() {
    return dscps.toMap(dscp, (int) packets - dscpSince);
  }

  /** What it has that few streams have. */
  Seldom seldom() {
    Seldom known = seldom;
    if (known == null) {
      known = new Seldom();
      seldom = known;
    }
    return known;
  }

  /** What other observation points see of it; nearly always nothing. */
  @Nullable OtherView otherViews() {
    return seldom == null ? null : seldom.otherViews;
  }

  /** What the receiver of the answering stream reported, when that has ended. */
  @Nullable Reception endedReverse() {
    return seldom == null ? null : seldom.endedReverse;
  }

  /** Name of the codec in use as in the codec table; empty when unknown. */
  public String codec() {
    return speech.codecName();
  }

  /** Whatever the owner attached. */
  public @Nullable Object context() {
    return context;
  }

  public void context(Object owner) {
    context = owner;
  }

  /** Everything so far; complete once the stream has ended. */
  public StreamSummary summary() {
    return summary(List.of());
  }

  /**
   * As {@link #summary()}.
   *
   * @param observedAt as in {@link StreamSummary}
   */
  StreamSummary summary(List<ObservedAt> observedAt) {
    if (packets == 0) {
      return score.summary(this, payloadType, speech, Map.of(), observedAt);
    }
    int mostly =
        payloadTypes.mostFrequent(Math.max(payloadType, 0), (int) packets - payloadTypeSince);
    return score.summary(this, mostly, formats.of(mostly), dscpPackets(), observedAt);
  }
}
