package org.mosexporter.stream;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.JitterBuffer;
import org.mosexporter.config.Quality;
import org.mosexporter.config.Table;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.rtcp.RtcpReader;
import org.mosexporter.wire.rtp.RtpView;

/**
 * All RTP streams that live, and the RTCP about them: counts what their packets say, closes and
 * scores their intervals, ends them.
 *
 * <p>A stream ends after 30 s without a packet; a later packet of the same addresses, ports and
 * SSRC is a new stream. If its timestamps say within 10 minutes that the sender never paused, the
 * packets missing between the two are losses of the new one, in the intervals where they belonged.
 * At most {@code maxStreams} live: one more ends the longest idle of 32 that are looked at in turn,
 * and one in progress only if all of 1024 are.
 *
 * <p>Time is that of packets. What is due by then happens before a packet is counted, so that extra
 * calls of {@link #advance} reveal earlier what was decided already and change no figure. Used by
 * the tracker's thread only; known streams cost no allocation per packet.
 */
public final class StreamTable {
  private static final long IDLE_NS = 30_000_000_000L;
  private static final int LOOKED_AT_TO_EVICT = 32;
  private static final int MOST_LOOKED_AT_TO_EVICT = 1024;

  /** Streams that began together stand together: those looked at are far apart. A prime. */
  private static final int LOOK_STEP = 7919;

  /** Speech of a second, and more to be expected. */
  private static final int IN_PROGRESS_PACKETS = 50;

  private static final long IN_PROGRESS_NS = 1_000_000_000L;

  private final int maxStreams;
  private final StreamEvents events;
  private final PayloadFormats formats;
  private final JitterBuffer buffer;
  private final boolean emulatesBuffers;
  private final Map<JitterBuffer, BufferDepth> depths = new HashMap<>();
  private final StreamIndex index;
  private final DueHeap due = new DueHeap();
  private final ObservationPoints points = new ObservationPoints();
  private final EndedStreams endedStreams = new EndedStreams();
  private final Reports reports;
  private final Intervals intervals;
  private long evictions;
  private int evictionCursor;

  public StreamTable(Quality quality, int maxStreams, StreamEvents events) {
    this(quality, maxStreams, events, true);
  }

  /** As the public one, but for a benchmark that wants to know what the jitter buffer costs. */
  StreamTable(Quality quality, int maxStreams, StreamEvents events, boolean emulatesBuffers) {
    this.emulatesBuffers = emulatesBuffers;
    this.maxStreams = Math.max(1, maxStreams);
    this.events = events;
    long seed = new SplittableRandom().nextLong();
    formats = PayloadFormats.of(quality);
    buffer = quality.jitterBuffer();
    index = new StreamIndex(this.maxStreams, seed);
    StretchScoring scoring = new StretchScoring(quality.interval().toNanos());
    PathRoundTrips roundTrips = new PathRoundTrips(index);
    reports =
        new Reports(
            index,
            roundTrips,
            new SenderReports(this.maxStreams, seed),
            new SenderReports(Table.FORWARDED_SENDERS, seed),
            scoring,
            events,
            this::reported,
            this::openReported);
    intervals = new Intervals(quality, events, points, roundTrips::seconds, this::reschedule);
  }

  /** What {@link #glance} and {@link #find} look a packet's stream up by. */
  public long hash(Datagram datagram, int ssrc) {
    return index.hash(datagram, ssrc);
  }

  /**
   * A first look, which is cheap and decides nothing: most likely the stream of a packet with this
   * hash, or another, or null.
   */
  public @Nullable RtpStream glance(long hash) {
    return index.glance(hash);
  }

  /** The stream that a packet belongs to; null when none lives. */
  public @Nullable RtpStream find(Datagram datagram, int ssrc) {
    return find(hash(datagram, ssrc), null, datagram, ssrc);
  }

  /** As {@link #find(Datagram, int)}, with the hash and what {@link #glance} said at hand. */
  public @Nullable RtpStream find(
      long hash, @Nullable RtpStream glance, Datagram datagram, int ssrc) {
    advance(datagram.atNs());
    return glance != null && index.isOf(glance, datagram, ssrc)
        ? glance
        : index.find(hash, datagram, ssrc);
  }

  /** A new stream, before its first packet is counted; {@link #find} did not know it. */
  public RtpStream open(Datagram datagram, int ssrc, Media media) {
    return open(datagram, ssrc, media, buffer);
  }

  /** As {@link #open(Datagram, int, Media)}, for a listener whose jitter buffer is known. */
  public RtpStream open(Datagram datagram, int ssrc, Media media, JitterBuffer buffer) {
    RtpStream stream = add(datagram, ssrc, media, buffer);
    stream.observeAt(datagram.observationPoint(), points.deduplicates(datagram.observationPoint()));
    endedStreams.resume(stream);
    return stream;
  }

  private RtpStream add(Datagram datagram, int ssrc, Media media, JitterBuffer buffer) {
    if (due.size() >= maxStreams) {
      evict(datagram.atNs());
    }
    RtpStream stream =
        new RtpStream(datagram, index.addresses(datagram), ssrc, media, formats, depth(buffer));
    index.add(stream);
    due.add(stream, datagram.atNs() + IDLE_NS);
    return stream;
  }

  /** A stream that reports tell of; should packets of it come, they are counted as of any other. */
  private RtpStream openReported(ReportedMedia media, int ssrc, long atNs) {
    Datagram between =
        Datagram.unseen(
            media.source(), media.sourcePort(), media.destination(), media.destinationPort(), atNs);
    RtpStream stream = add(between, ssrc, media.media(), buffer);
    media.payloadType().ifPresent(stream::assume);
    media.opened().accept(stream);
    return stream;
  }

  private BufferDepth depth(JitterBuffer buffer) {
    return emulatesBuffers
        ? depths.computeIfAbsent(buffer, BufferDepth::of)
        : BufferDepth.NOT_EMULATED;
  }

  private void evict(long nowNs) {
    RtpStream victim = due.at(evictionCursor % due.size());
    for (int looked = 0; looked < mayLookAt(victim, nowNs); looked++) {
      RtpStream stream = due.at(evictionCursor % due.size());
      victim = isWorthLess(stream, victim, nowNs) ? stream : victim;
      evictionCursor = (evictionCursor + LOOK_STEP) % due.size();
    }
    evictions++;
    end(victim);
  }

  /** A stream in progress ends only where nothing else is found. */
  private static int mayLookAt(RtpStream victim, long nowNs) {
    return isInProgress(victim, nowNs) ? MOST_LOOKED_AT_TO_EVICT : LOOKED_AT_TO_EVICT;
  }

  private static boolean isWorthLess(RtpStream one, RtpStream other, long nowNs) {
    boolean inProgress = isInProgress(one, nowNs);
    return inProgress == isInProgress(other, nowNs) ? one.lastNs < other.lastNs : !inProgress;
  }

  private static boolean isInProgress(RtpStream stream, long nowNs) {
    return stream.packets() >= IN_PROGRESS_PACKETS && nowNs - stream.lastNs < IN_PROGRESS_NS;
  }

  /** Streams are told without their intervals. */
  public void keepNoIntervals() {
    intervals.keepNone();
  }

  /** Announces a place where packets are seen. */
  public void onObservationPoint(int number, ObservationPoint place) {
    points.add(number, place);
  }

  /**
   * Counts a packet of a stream that was just found or opened.
   *
   * @return whether it is but a copy that the mirror made, and left out
   */
  public boolean onRtp(RtpStream stream, Datagram datagram, RtpView rtp) {
    int point = datagram.observationPoint();
    if (point != points.current()) {
      points.moveTo(point, datagram.atNs());
    }
    return point == stream.observationPoint()
        ? count(stream, datagram, rtp)
        : countBeside(stream, datagram, rtp);
  }

  private boolean countBeside(RtpStream stream, Datagram datagram, RtpView rtp) {
    if (stream.packets() == 0) {
      int point = datagram.observationPoint();
      stream.comeIntoSight(point, points.deduplicates(point), datagram.atNs());
      return count(stream, datagram, rtp);
    }
    return switch (points.onPacket(stream, datagram, rtp.sequenceNumber())) {
      case COUNTED -> false;
      case COPY -> true;
      case NOW_OWN -> {
        boolean copy = count(stream, datagram, rtp);
        points.adopt(stream);
        yield copy;
      }
    };
  }

  private boolean count(RtpStream stream, Datagram datagram, RtpView rtp) {
    return stream.onPacket(
        intervals,
        datagram.atNs(),
        datagram.identification(),
        datagram.dscp(),
        rtp.marker(),
        rtp.payloadType(),
        rtp.sequenceNumber(),
        rtp.timestamp(),
        rtp.payloadBytes());
  }

  /** Counts a packet, no copy, of which only the header was remembered. */
  public void onRtp(
      RtpStream stream,
      long atNs,
      int dscp,
      boolean marker,
      int payloadType,
      int sequenceNumber,
      int timestamp,
      int payloadBytes) {
    advance(atNs);
    if (!stream.ended) {
      stream.onPacket(
          intervals, atNs, -1, dscp, marker, payloadType, sequenceNumber, timestamp, payloadBytes);
    }
  }

  /** RTCP that was seen on its way. */
  public RtcpReader.Check onRtcp(Datagram datagram) {
    advance(datagram.atNs());
    return reports.onSniffed(datagram);
  }

  /** RTCP that was seen on its way elsewhere. */
  public RtcpReader.Check onForwardedRtcp(Datagram datagram) {
    advance(datagram.atNs());
    return reports.onForwarded(datagram);
  }

  /** RTCP that a phone sent to our collector. */
  public RtcpReader.Check onCollectedRtcp(
      IpAddress sender, int senderPort, ByteBuffer compound, long atNs) {
    advance(atNs);
    return reports.onCollected(sender, senderPort, compound, atNs);
  }

  /** Closes intervals and ends streams that are due by then. */
  public void advance(long nowNs) {
    while (due.firstDueNs() <= nowNs) {
      RtpStream stream = due.at(0);
      if (nowNs - stream.lastNs >= IDLE_NS) {
        end(stream);
      } else {
        if (stream.packets() > 0) {
          intervals.advance(stream, nowNs);
        }
        reschedule(stream, nowNs);
      }
    }
  }

  /** A stream's interval has a new end. */
  private void reschedule(RtpStream stream) {
    reschedule(stream, Long.MIN_VALUE);
  }

  private void reschedule(RtpStream stream, long nowNs) {
    long idleNs = stream.lastNs + IDLE_NS;
    long borderNs = intervals.dueNs(stream);
    due.reschedule(stream, borderNs > nowNs ? Math.min(borderNs, idleNs) : idleNs);
  }

  /** The receiver said what became of packets for which an interval may wait. */
  private void reported(RtpStream stream, long atNs) {
    if (stream.untold != null) {
      intervals.advance(stream, atNs);
      reschedule(stream, atNs);
    }
  }

  /** Packets of a place were lost on their way here, as {@code PacketSink} tells it. */
  public void onDrops(int observationPoint, long fromNs, long toNs) {
    points.onDrops(observationPoint, fromNs, toNs);
  }

  /**
   * The clock was set: from the next packet on, times are others by that much. The times of all
   * that goes on move with it, so that nothing ends or lasts longer for it; the interval in which
   * it happened has no score.
   */
  public void onClockStep(long stepNs) {
    points.onClockStep(stepNs);
    reports.onClockStep(stepNs);
    forEach(stream -> intervals.onClockStep(stream, stepNs));
    due.shift(stepNs);
  }

  /** Ends every stream: the input is over. */
  public void finish(long nowNs) {
    advance(nowNs);
    forEach(intervals::end); // while both directions of a call still know their round trips
    while (due.size() > 0) {
      end(due.at(0));
    }
  }

  private void end(RtpStream stream) {
    intervals.end(stream);
    reports.ended(stream);
    index.remove(stream);
    due.remove(stream);
    stream.ended = true;
    endedStreams.add(stream);
    events.onEnded(stream, stream.summary(points.seenAt(stream)));
    intervals.forget(stream);
  }

  /** Visits the streams that live, in no order; the action must not change the table. */
  public void forEach(Consumer<RtpStream> action) {
    for (int i = 0; i < due.size(); i++) {
      action.accept(due.at(i));
    }
  }

  /** Streams that ended because the table was full. */
  public long evictions() {
    return evictions;
  }

  /** Tells how this table stands, and those beside it. */
  public void gauge(Table.Gauge gauge) {
    gauge.show(Table.STREAMS, due.size(), evictions);
    gauge.show(Table.PAYLOAD_FORMATS, formats.described(), formats.evictions());
    intervals.gauge(gauge);
    endedStreams.gauge(gauge);
    reports.gauge(gauge);
  }

  public int size() {
    return due.size();
  }
}
