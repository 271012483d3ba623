package org.mosexporter.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mosexporter.call.CallSummary.OneWay;
import org.mosexporter.call.TrackerCounters.SiteTrunk;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.wire.sip.Protection;

/**
 * One conversation by its Call-ID: signalling, and the streams it announced. Owned by the tracker's
 * thread.
 */
final class Call {
  /** Media addresses one call may announce; more are not followed. */
  static final int MAX_ADDRESSES = 64;

  private static final int MAX_RELATED = 16;
  private static final int MAX_AGENTS = 4;
  private static final Set<String> SEEN_HERE = Set.of("");
  private static final int MAX_SIDES = 4;

  /** Streams that stay with the call, live ones and ended ones each; more stand alone. */
  static final int MAX_STREAMS = 64;

  private final String callId;
  private final long serial;

  /** Tells a new INVITE from one that was seen before. */
  final InviteOrder invites;

  /** How long its end took. */
  final HangUp hangUp = new HangUp();

  final Handle handle = new Handle(this);

  /** Finds a call while it is there, and keeps nothing of it afterwards. */
  static final class Handle {
    private Optional<Call> call;

    private Handle(Call call) {
      this.call = Optional.of(call);
    }

    Optional<Call> call() {
      return call;
    }
  }

  final Set<MediaAddress> addresses = new LinkedHashSet<>();
  final Set<RtpStream> streams = new LinkedHashSet<>();
  private final List<StreamSummary> ended = new ArrayList<>();

  /** Media addresses that a host named as its own. */
  final Set<MediaAddress> own = new HashSet<>(4);

  /** Its messages, and which ways they went. */
  final SipTrace trace = new SipTrace();

  private final List<OneWay> oneWay = new ArrayList<>(0);

  final NearestHop nearestHop = new NearestHop();
  private Set<String> related = Set.of();

  /** Names of the agents that sent its messages on; the empty text when they were seen here. */
  private Set<String> signalledBy = Set.of();

  /** Sides of the dialog whose statistics were taken. */
  private Set<String> countedSides = Set.of();

  private List<PhoneVerdict> phone = List.of();

  /** What the queues did that it went through. */
  private List<RouterWindow> routerWindows = List.of();

  /** What routers told meanwhile that it went through. */
  private List<CallEvent> routerEvents = List.of();

  final Conversation conversation = new Conversation(this);

  /** How both sides agreed to protect what they say to each other; empty when unknown. */
  Optional<Protection> protection = Optional.empty();

  /** Known once somebody asked for it. */
  private @Nullable RecordId recordId;

  /** How little it is missed when the table is full; see {@link Calls}. */
  int rank;

  CallState state = new CallState.Unseen(CallTimes.NONE);

  /** What goes on from leg to leg (RFC 7989); empty when not told. */
  String sessionId = "";

  String from = "";

  /** Whether its first message came through a trunk, or went there. */
  boolean isFromTrunk;

  boolean isToTrunk;
  String to = "";
  String site;
  String trunk = "";
  private long firstNs;
  long lastNs;
  boolean hadMedia;

  /** When a session description last said where media goes. */
  long describedNs = Long.MIN_VALUE;

  /** Whether one of its senders leaves out silence. */
  boolean pauses;

  boolean onHold;

  /** The gauge that counts this call; empty when it is over. */
  Optional<SiteTrunk> countedAs = Optional.empty();

  /** Begins a call; serial numbers grow with time. */
  Call(String callId, long serial, String callerTag, String site, long atNs) {
    this.callId = callId;
    this.serial = serial;
    invites = new InviteOrder(callerTag);
    this.site = site;
    this.firstNs = atNs;
    this.lastNs = atNs;
  }

  /** Empty when no signalling was seen. */
  String callId() {
    return callId;
  }

  /** What it is found by: its Call-ID, or what none can be. */
  String key() {
    return callId.isEmpty() ? "\n" + serial : callId;
  }

  boolean isSignalled() {
    return !callId.isEmpty();
  }

  /** What became of the streams that ended. */
  List<StreamSummary> ended() {
    return Collections.unmodifiableList(ended);
  }

  long serial() {
    return serial;
  }

  /** When it was first heard of. */
  long firstNs() {
    return firstNs;
  }

  void touch(long atNs) {
    lastNs = Math.max(lastNs, atNs);
  }

  void onClockStep(long stepNs) {
    firstNs += stepNs;
    lastNs += stepNs;
    describedNs += describedNs == Long.MIN_VALUE ? 0 : stepNs;
    state = state.shifted(stepNs);
  }

  /** Notes that a side heard nothing for a while. */
  void wasOneWay(OneWay stretch) {
    if (oneWay.size() < MAX_STREAMS) {
      oneWay.add(stretch);
    }
  }

  List<OneWay> oneWay() {
    return oneWay;
  }

  /** A message of it was seen here, where the name is empty, or by that agent. */
  void signalledBy(String agent) {
    if (!signalledBy.contains(agent) && signalledBy.size() < MAX_AGENTS) {
      signalledBy = grown(signalledBy, agent);
    }
  }

  Set<String> signalledBy() {
    return signalledBy;
  }

  /**
   * Whether that side's statistics were not taken yet: its BYE is seen again when it is sent again,
   * and on each way between servers.
   */
  boolean isFirstCount(String side) {
    boolean first = !countedSides.contains(side) && countedSides.size() < MAX_SIDES;
    countedSides = first ? grown(countedSides, side) : countedSides;
    return first;
  }

  /** What phones said of it. */
  List<PhoneVerdict> phone() {
    return phone;
  }

  void phone(List<PhoneVerdict> verdicts) {
    phone = verdicts;
  }

  void relate(String otherCallId) {
    if (related.size() < MAX_RELATED) {
      related = related.isEmpty() ? new LinkedHashSet<>(2) : related;
      related.add(otherCallId);
    }
  }

  /** Call-IDs of calls that belong to it. */
  Set<String> related() {
    return related;
  }

  /**
   * What stands behind the payloads of one side (RFC 3711 §3.1), which describes its own packets
   * (RFC 4568 §6.1): by its description of what was agreed on, else by the other's.
   */
  OptionalInt trailerOctets(List<Protection> offered) {
    return protection
        .flatMap(
            agreed ->
                offered.stream()
                    .filter(way -> way.number() == agreed.number())
                    .findFirst()
                    .or(() -> protection))
        .map(Protection::trailerOctets)
        .orElse(OptionalInt.empty());
  }

  /** Keeps what became of a stream; false when the call has too many. */
  boolean keep(StreamSummary summary) {
    return ended.size() < MAX_STREAMS && ended.add(summary);
  }

  /** Small, and most often of one that many share. */
  private static Set<String> grown(Set<String> before, String one) {
    if (before.isEmpty()) {
      return one.isEmpty() ? SEEN_HERE : Set.of(one);
    }
    Set<String> after = new HashSet<>(before);
    after.add(one);
    return Set.copyOf(after);
  }

  /** It is over, or part of another; streams that live on hold nothing of it. */
  void forget() {
    handle.call = Optional.empty();
  }

  List<RouterWindow> routerWindows() {
    return routerWindows;
  }

  void routerWindows(List<RouterWindow> windows) {
    routerWindows = windows;
  }

  List<CallEvent> routerEvents() {
    return routerEvents;
  }

  void routerEvents(List<CallEvent> events) {
    routerEvents = events;
  }

  /** Its record's, from the first time that somebody asks. */
  RecordId recordId(Supplier<RecordId> ids) {
    RecordId known = recordId;
    if (known == null) {
      known = ids.get();
      recordId = known;
    }
    return known;
  }

  /** Whether its record is known by that. */
  boolean isRecord(String id) {
    return recordId != null && recordId.toString().equals(id);
  }
}
