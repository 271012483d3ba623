package org.mosexporter.call;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.config.IpAddress;
import org.mosexporter.stream.StreamSummary;

/**
 * One conversation as signalling, media and phones told it. Times are nanoseconds since 1970-01-01
 * UTC.
 *
 * @param id by which its record is known
 * @param revision of the record: 1 when the call was over, more when somebody told of it later, 0
 *     while it goes on
 * @param callId empty when no signalling was seen
 * @param from user@host of the caller; empty when unknown, and so for {@code to}
 * @param trunk name of the provider link it used; empty when none
 * @param firstNs when it was first heard of
 * @param startNs first INVITE
 * @param alertedNs first 18x
 * @param answerNs first 2xx
 * @param setupSeconds session request delay: from the INVITE that was acted upon (after any
 *     challenge) to the first 18x, 2xx or refusal (RFC 6076 §4.3)
 * @param disconnectSeconds session disconnect delay: from BYE to its answer (RFC 6076 §4.4)
 * @param status of the final response that ended it before an answer
 * @param related Call-IDs of other legs of this conversation, and of calls it replaced or was
 *     replaced by
 * @param leg whether this is a further leg of a conversation that another call stands for
 * @param streams its directions, earliest first
 * @param oneWay when one side heard nothing of the other
 * @param signalledBy the capture agents that sent its signalling on, by name; the empty text when
 *     it was seen here
 * @param phone what phones concluded
 * @param routerWindows what the queues did meanwhile that its media went through
 * @param routerEvents what the routers told by themselves meanwhile
 * @param sip its messages, as far as they were seen
 * @param endpoints phones of ours that took part, as they were known when it ended
 * @param findings that concern it, worst first, as they were when it ended
 */
public record CallSummary(
    RecordId id,
    int revision,
    String callId,
    String from,
    String to,
    String site,
    String trunk,
    long firstNs,
    OptionalLong startNs,
    OptionalLong alertedNs,
    OptionalLong answerNs,
    OptionalLong endNs,
    OptionalDouble setupSeconds,
    OptionalDouble disconnectSeconds,
    OptionalInt status,
    Result result,
    List<String> related,
    boolean leg,
    List<StreamSummary> streams,
    List<OneWay> oneWay,
    List<String> signalledBy,
    List<PhoneVerdict> phone,
    List<RouterWindow> routerWindows,
    List<CallEvent> routerEvents,
    SipLadder sip,
    List<EndpointInfo> endpoints,
    List<Concluded> findings) {
  public CallSummary {
    related = List.copyOf(related);
    streams = List.copyOf(streams);
    oneWay = List.copyOf(oneWay);
    signalledBy = List.copyOf(signalledBy);
    phone = List.copyOf(phone);
    routerWindows = List.copyOf(routerWindows);
    routerEvents = List.copyOf(routerEvents);
    endpoints = List.copyOf(endpoints);
    findings = List.copyOf(findings);
  }

  /** Who told of it. */
  public List<Witness> witnesses() {
    return new CallWitnesses(this).all();
  }

  /** The stream that a verdict is about; empty when it was not seen. */
  public Optional<StreamSummary> streamOf(PhoneVerdict verdict) {
    return VerdictStreams.find(verdict.flow(), streams);
  }

  /** The same with other streams. */
  public CallSummary withStreams(List<StreamSummary> others) {
    return with(revision, others, phone, endpoints, findings);
  }

  /** The same with what is known of its phones. */
  public CallSummary withEndpoints(List<EndpointInfo> known) {
    return with(revision, streams, phone, known, findings);
  }

  /** The same with what was concluded. */
  public CallSummary withFindings(List<? extends Concluded> concluded) {
    return with(revision, streams, phone, endpoints, List.copyOf(concluded));
  }

  /** The same with what was told later. */
  public CallSummary with(LateReport late) {
    List<PhoneVerdict> more = phone;
    for (PhoneVerdict verdict : late.verdicts()) {
      more = PhoneVerdicts.with(more, verdict);
    }
    return with(late.revision(), streams, more, endpoints, findings);
  }

  private CallSummary with(
      int edition,
      List<StreamSummary> others,
      List<PhoneVerdict> verdicts,
      List<EndpointInfo> known,
      List<Concluded> concluded) {
    return new CallSummary(
        id,
        edition,
        callId,
        from,
        to,
        site,
        trunk,
        firstNs,
        startNs,
        alertedNs,
        answerNs,
        endNs,
        setupSeconds,
        disconnectSeconds,
        status,
        result,
        related,
        leg,
        others,
        oneWay,
        signalledBy,
        verdicts,
        routerWindows,
        routerEvents,
        sip,
        known,
        concluded);
  }

  /**
   * A stretch in which nothing came from one host to another that spoke to it all the while.
   *
   * @param listener who heard nothing
   * @param sinceNs its beginning
   */
  public record OneWay(IpAddress speaker, IpAddress listener, long sinceNs, double seconds) {}

  /** How it ended. */
  public enum Result {
    /** Answered, then ended by BYE or by silence. */
    COMPLETED,
    /** Given up by the caller before an answer. */
    ABANDONED,
    /** Turned down: busy, declined, not allowed, not willing; any 4xx or 6xx not named below. */
    REFUSED,
    /** Nobody has that number: 404, 410, 484, 485, 604. */
    NOT_FOUND,
    /** The caller was told to try elsewhere (3xx) and did not. */
    REDIRECTED,
    /** A server or the way to it failed: 5xx, 408 before it rang, 430, 482, 483. */
    FAILED,
    /** It rang, then timed out (408, 480) or nothing more was heard. */
    UNANSWERED,
    /** Still up when the capture ended, or when it was asked for. */
    ONGOING,
    /** Media without signalling, or signalling whose beginning was not seen. */
    UNKNOWN;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
