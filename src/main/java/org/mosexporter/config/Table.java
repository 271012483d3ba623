package org.mosexporter.config;

import java.util.function.ToIntFunction;

/**
 * Every bounded table: how many entries it may have, and what each takes of the heap. Tests measure
 * the octets (TableBytesTest), of entries as ordinary calls make them, in the state in which they
 * take most; {@link MemoryPlan} adds them up.
 */
@SuppressWarnings("ImmutableEnumChecker") // its functions keep nothing
public enum Table {
  /** RTP streams that live, with loss, reports in both directions and no signalling. */
  STREAMS("streams", 2_060, Limits::streams),
  /** Intervals of streams that live, kept for their records; those of ended ones go with them. */
  INTERVALS("intervals", 16, 262_144),
  /** Senders of sender reports whose times are remembered: a cache of four ways. */
  SENDER_REPORTS(
      "sender_reports", 180, limits -> cacheOf(limits.streams()) + Table.FORWARDED_SENDERS),
  /** Calls with signalling, less what is counted of them below. */
  CALLS("calls", 1_620, Limits::calls),
  /** Messages of calls that are not over, as their ladders show them. */
  SIP_MESSAGES("sip_messages", 13, limits -> 4 * limits.calls()),
  /** Media addresses that calls announced. */
  MEDIA_ADDRESSES("media_addresses", 320, limits -> Math.max(1_024, 4 * limits.calls())),
  /** Ended streams of calls that are not over. */
  CALL_STREAMS("call_streams", 950, limits -> Math.max(1_024, limits.calls())),
  /** What phones concluded of calls that are not over. */
  VERDICTS("phone_verdicts", 930, 2_048),
  /** What queues did that calls went through, of calls that are not over. */
  ROUTER_WINDOWS("router_windows", 250, 2_048),
  /** Calls that a late report may still be about. */
  FINISHED_CALLS("finished_calls", 205, 8_192),
  /**
   * Of the latest records, which the API shows: calls, their streams, what phones concluded, pairs
   * of phones.
   */
  RECORDS("records", 950, 4_096),
  /** Quality reports that may be sent again. */
  QUALITY_REPORTS("quality_reports", 70, 4_096),
  /** Phones, with figures of both directions, measured and reported. */
  ENDPOINTS("endpoints", 3_750, Limits::endpoints),
  /** Further phones, that are counted together. */
  FOLDED_ENDPOINTS("folded_endpoints", 1_600, Limits::endpoints),
  /** Series of histograms, which stay; those of a scrape are gone after it. */
  SERIES("series", 100, limits -> limits.series() / 4),
  /** Two who spoke to each other, one of whom may call again. */
  CALL_PAIRS("call_pairs", 120, 4_096),
  /** Flows that may turn out to be RTP. */
  CANDIDATES("candidates", 1_150, 1_024),
  /** Flows of which one packet was seen that RTP may look like. */
  NEWCOMERS("newcomers", 44, 4_096),
  /** Datagrams by which copies are known. */
  RECENT_DATAGRAMS("recent_datagrams", 20, 4_096),
  /** Directions of TCP connections with SIP, with what waits to be whole: 8 MiB. */
  CONNECTIONS("connections", 8_750, 1_024),
  /** Datagrams that wait to be whole: 4 MiB. */
  FRAGMENTS("fragments", 16_450, 256),
  /** Who called whom through which server within the last two seconds. */
  INVITATIONS("invitations", 240, 4_096),
  /** Sessions that go on from leg to leg. */
  SESSIONS("sessions", 140, 4_096),
  /** Who was asked to call whom. */
  REFERRALS("referrals", 240, 4_096),
  /** REGISTER requests that wait for their answer. */
  REGISTRATIONS("registrations", 225, 1_024),
  /** SIP answers that may be sent again. */
  RESPONSES("responses", 60, 4_096),
  /** Where streams left off that may go on. */
  ENDED_STREAMS("ended_streams", 180, 4_096),
  /** What receivers report of streams that are not seen. */
  UNSEEN_RECEPTIONS("unseen_receptions", 280, 4_096),
  /** Streams whose receivers send extended reports: what these say. */
  EXTENDED_RECEPTIONS("extended_receptions", 670, 2_048),
  /** Intervals that wait for what nearer witnesses say of them. */
  OBSERVATIONS("observations", 580, 6_144),
  /** What session descriptions made of the payload types. */
  PAYLOAD_FORMATS("payload_formats", 1_850, 1_024),
  /**
   * Room for reports that the tracker has not taken yet: a short one takes one place, a long one as
   * many as it fills.
   */
  REPORTS("reports", 400, 8_192),
  /** Classes of polled routers that the tracker has not taken yet. */
  ROUTER_POLLS("router_polls", 240, 2_048),
  /** By which interface whose media leaves, as routers' routes have it. */
  EXITS("exits", 120, 2_048),
  /** Connections of phones and agents, and what waits in them to be whole; of TLS eight places. */
  REPORT_CONNECTIONS("report_connections", 12_288, 256),
  /** Who sends to our listeners. */
  REPORTERS("reporters", 200, 1_024),
  /** SIP requests that may be sent again, by their fingerprints: a cache of four ways. */
  RECENT_REQUESTS("recent_requests", 16, 8_192),
  /** Sniffed packets that wait to be sent on. */
  FORWARDED_PACKETS("forwarded_packets", 2_000, 128),
  /** Findings that webhooks were told of, and notifications that wait to be told. */
  NOTIFICATIONS("notifications", 560, 400),
  /**
   * RTP headers that {@code privacy.keep_sip} keeps, of 36 octets; a message takes the places that
   * it fills. Not of the heap: 32 MiB beside it, and only where it is switched on.
   */
  KEPT_PACKETS("kept_packets", 0, 932_064),
  /**
   * What switches and routers know of their surroundings: stations; a neighbour takes five places.
   */
  SURROUNDINGS("surroundings", 160, 16_384),
  /** Streams of the last hour, as far as findings need them. */
  DIAGNOSED_PASSAGES("diagnosed_passages", 520, 2_048),
  /** Interfaces of routers and ports of switches whose late past findings know. */
  DIAGNOSED_INTERFACES("diagnosed_interfaces", 240, 512),
  /** Sites and scales of which it is known how they would have sounded otherwise. */
  WHAT_IFS("what_ifs", 13_000, 12),
  /** Sites whose calls, and findings, of which it is known in which hours of a week they were. */
  TROUBLED_WEEKS("troubled_weeks", 320, 256),
  /** Sites, networks and trunks of which it is learned what is usual. */
  FORECASTS("forecasts", 7_600, 36),
  /** Observations and ended calls that the metrics have not taken yet. */
  EVENTS("events", 560, 4_096),
  /**
   * Observations and ended calls that nothing was concluded from yet; a poll takes places for its
   * interfaces and classes.
   */
  DIAGNOSIS_EVENTS("diagnosis_events", 560, 1_900);

  /** Of these senders, those whose reports agents saw; a power of two. */
  public static final int FORWARDED_SENDERS = 1_024;

  private final String label;
  private final int bytesPerEntry;
  private final ToIntFunction<Limits> entries;

  Table(String label, int bytesPerEntry, ToIntFunction<Limits> entries) {
    this.label = label;
    this.bytesPerEntry = bytesPerEntry;
    this.entries = entries;
  }

  Table(String label, int bytesPerEntry, int entries) {
    this(label, bytesPerEntry, _ -> entries);
  }

  private static int cacheOf(int streams) {
    return Math.max(8, Integer.highestOneBit(Math.max(4, streams) - 1) * 2);
  }

  /** As metrics call it. */
  public String label() {
    return label;
  }

  public int bytesPerEntry() {
    return bytesPerEntry;
  }

  /** Most entries at a time. */
  public int entries(Limits limits) {
    return entries.applyAsInt(limits);
  }

  /** Most entries of a table that no limit changes; of others, as shipped. */
  public int entries() {
    return entries(Limits.defaults());
  }

  /** How a table stands: entries now, and those that ever had to make room. */
  @FunctionalInterface
  public interface Gauge {
    void show(Table table, long entries, long evictions);
  }
}
