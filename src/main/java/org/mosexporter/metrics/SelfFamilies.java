package org.mosexporter.metrics;

import static org.mosexporter.metrics.Family.counter;
import static org.mosexporter.metrics.Family.gauge;
import static org.mosexporter.metrics.Family.info;

import java.util.List;

/** What the daemon says about itself: the {@code mos_exporter_*} families. */
public final class SelfFamilies {
  public static final Family BUILD_INFO =
      info(
          "mos_exporter_build_info",
          "Which program this is; always 1.",
          "version",
          "revision",
          "javaversion");

  public static final Family RELOAD_SUCCESSFUL =
      gauge(
          "mos_exporter_config_last_reload_successful",
          "Whether the last load of the configuration succeeded (1) or the one before is still in"
              + " use (0).");
  public static final Family RELOAD_TIMESTAMP =
      gauge(
          "mos_exporter_config_last_reload_success_timestamp_seconds",
          "When the configuration in use was loaded.");

  public static final Family CAPTURE_UP =
      gauge(
          "mos_exporter_capture_up",
          "Whether the interface is being captured (1) or not (0).",
          "interface");
  public static final Family CAPTURE_PACKETS =
      counter(
          "mos_exporter_capture_packets_total",
          "Packets that the kernel handed over.",
          "interface");
  public static final Family CAPTURE_DROPPED =
      counter(
          "mos_exporter_capture_dropped_packets_total",
          "Packets that were lost before we could read them, by where: kernel (the ring was full), or"
              + " the network card's reason (nic_missed, nic_fifo, nic_over, nic_length, nic_crc).",
          "interface",
          "where");
  public static final Family CAPTURE_RX_DROPPED =
      counter(
          "mos_exporter_capture_rx_dropped_packets_total",
          "What the interface counted as rx_dropped since the start: packets that were lost, and"
              + " also ones that were captured and that nothing else on this host wanted.",
          "interface");
  public static final Family CAPTURE_FREEZES =
      counter(
          "mos_exporter_capture_ring_freezes_total",
          "Times the ring was full and the kernel stopped filling it.",
          "interface");
  public static final Family CAPTURE_TRUNCATED =
      counter(
          "mos_exporter_capture_truncated_packets_total",
          "Packets that were captured cut off.",
          "interface");
  public static final Family CAPTURE_DUPLICATES =
      counter(
          "mos_exporter_capture_duplicate_packets_total",
          "Copies of packets that the mirror made, left out of everything else.",
          "interface");

  public static final Family CAPTURE_HALF_MIRROR =
      gauge(
          "mos_exporter_capture_half_mirror",
          "Whether the interface shows one direction only of nearly all calls (1) or not (0); absent"
              + " while too few calls are known. Mirror both directions, rx and tx.",
          "interface");

  public static final Family CAPTURE_MERGED =
      counter(
          "mos_exporter_capture_merged_packets_total",
          "Packets longer than the interface's MTU: several that were merged on their way.",
          "interface");
  public static final Family CAPTURE_OFFLOAD =
      gauge(
          "mos_exporter_capture_offload",
          "Whether the interface merges packets before they are captured (1) or not (0); turn it"
              + " off with ethtool -K.",
          "interface",
          "offload");

  public static final Family PACKETS =
      counter(
          "mos_exporter_packets_total",
          "Packets handed to the tracker, by what they were.",
          "protocol");
  public static final Family MALFORMED =
      counter(
          "mos_exporter_malformed_packets_total",
          "Packets that could not be decoded, by protocol and what was wrong; truncated: cut by the"
              + " capture, and so read only in part or not at all.",
          "protocol",
          "reason");

  public static final Family FRAGMENTED =
      counter(
          "mos_exporter_fragmented_datagrams_total",
          "Datagrams that came in fragments, by what became of them: reassembled; incomplete (a"
              + " part never came); refused (parts contradict each other); evicted (no room).",
          "result");

  public static final Family RECEIVER_UP =
      gauge(
          "mos_exporter_receiver_up",
          "Whether the listener for reports is open (1) or its port could not be had (0).",
          "protocol",
          "listen");
  public static final Family RECEIVER_REPORTS =
      counter(
          "mos_exporter_receiver_reports_total",
          "Messages that arrived at a listener, good and bad.",
          "protocol",
          "listen");
  public static final Family RECEIVER_FAILED =
      counter(
          "mos_exporter_receiver_reports_failed_total",
          "Messages that were refused, by why.",
          "protocol",
          "listen",
          "reason");
  public static final Family RECEIVER_UNUSED =
      counter(
          "mos_exporter_receiver_unused_total",
          "Messages with which nothing is wrong and in which nothing is used, by what they are.",
          "protocol",
          "listen",
          "kind");
  public static final Family RECEIVER_LAST =
      gauge(
          "mos_exporter_receiver_last_report_timestamp_seconds",
          "When the last good report arrived; absent before the first.",
          "protocol",
          "listen");
  public static final Family RECEIVER_BUFFER =
      gauge(
          "mos_exporter_receiver_buffer_bytes",
          "Receive buffer of the socket as the kernel granted it (UDP): 4 MiB are asked for, and"
              + " net.core.rmem_max limits it.",
          "protocol",
          "listen");
  public static final Family RECEIVER_DROPS =
      counter(
          "mos_exporter_receiver_socket_drops_total",
          "Datagrams that the kernel dropped because the socket's buffer was full.",
          "protocol",
          "listen");

  public static final Family TRAPS =
      counter(
          "mos_exporter_traps_total",
          "Traps and informs of routers that were understood, by what happened.",
          "site",
          "router",
          "kind");

  public static final Family FORWARDED =
      counter(
          "mos_exporter_forwarded_packets_total",
          "Copies of sniffed packets that were sent to another program; nobody answers to them.",
          "protocol",
          "to");
  public static final Family FORWARD_FAILED =
      counter(
          "mos_exporter_forwarded_packets_failed_total",
          "Copies of sniffed packets that were not sent, by why.",
          "protocol",
          "to",
          "reason");

  public static final Family NOTIFICATIONS_SENT =
      counter(
          "mos_exporter_notifications_sent_total",
          "Notifications of findings that a webhook took.",
          "to");
  public static final Family NOTIFICATION_FAILURES =
      counter(
          "mos_exporter_notification_failures_total",
          "Attempts to tell a webhook something that failed and are made again, by why.",
          "to",
          "reason");
  public static final Family NOTIFICATIONS_LOST =
      counter(
          "mos_exporter_notifications_lost_total",
          "Notifications of findings that a webhook will not get, by why.",
          "to",
          "reason");
  public static final Family NOTIFICATIONS_WAITING =
      gauge(
          "mos_exporter_notifications_waiting",
          "Notifications of findings that a webhook is yet to get.",
          "to");

  public static final Family RECORDS_UP =
      gauge(
          "mos_exporter_record_store_up",
          "Whether records of calls can be written to the store (1) or are tried again (0).",
          "store");
  public static final Family RECORDS_WRITTEN =
      counter(
          "mos_exporter_records_written_total",
          "Records of calls written, and again with each later revision.",
          "store");
  public static final Family RECORDS_FAILURES =
      counter(
          "mos_exporter_records_write_failures_total",
          "Times that a record could not be written; it waits and is tried again.",
          "store");
  public static final Family RECORDS_LOST =
      counter(
          "mos_exporter_records_lost_total",
          "Records that were given up before they could be written, because later ones needed the"
              + " room or the daemon stopped.",
          "store");

  public static final Family RECORDS_REFUSED =
      counter(
          "mos_exporter_records_refused_total",
          "Records that the store does not take for what they hold; they are set aside in"
              + " refused.db, and others go on.",
          "store");

  public static final Family TABLE_ENTRIES =
      gauge("mos_exporter_table_entries", "Entries held now.", "table");
  public static final Family TABLE_LIMIT =
      gauge(
          "mos_exporter_table_limit_entries",
          "Most entries that a table may hold: the limit in force.",
          "table");
  public static final Family LIMITS_LOWERED =
      gauge(
          "mos_exporter_limits_lowered",
          "Whether limits are lower than configured because the heap is too small for them (1) or"
              + " not (0).");
  public static final Family LATE_REPORTS =
      counter(
          "mos_exporter_late_reports_total",
          "Reports on calls that were over: they change the call's record, and nothing that was"
              + " counted.");
  public static final Family TABLE_EVICTIONS =
      counter(
          "mos_exporter_table_evictions_total",
          "Entries given up because a table was full (see limits).",
          "table");
  public static final Family QUEUE_DROPS =
      counter(
          "mos_exporter_queue_dropped_events_total",
          "Events lost because the stage behind a queue was too slow.",
          "queue");

  public static final Family WEB_REFUSED =
      counter(
          "mos_exporter_web_requests_refused_total",
          "Requests turned away before their path was looked at: by --web.config.file.",
          "reason");

  static final Family SCRAPES =
      counter("mos_exporter_scrapes_total", "Scrapes that were answered, this one included.");
  static final Family SCRAPE_DURATION =
      gauge(
          "mos_exporter_scrape_collect_duration_seconds",
          "Time that the scrape before this one took to collect its samples.");
  static final Family SERIES =
      gauge(
          "mos_exporter_series",
          "Series of this scrape without the JVM's own; limits.series caps them.");
  static final Family SERIES_FOLDED =
      counter(
          "mos_exporter_series_folded_total",
          "Samples and observations left out because limits.series was reached.");
  static final Family SERIES_DUPLICATE =
      counter(
          "mos_exporter_series_duplicate_total",
          "Samples left out because another one had the same name and labels.");

  /** All of them, in the order of this file. */
  public static List<Family> all() {
    return List.of(
        BUILD_INFO,
        RELOAD_SUCCESSFUL,
        RELOAD_TIMESTAMP,
        CAPTURE_UP,
        CAPTURE_PACKETS,
        CAPTURE_DROPPED,
        CAPTURE_RX_DROPPED,
        CAPTURE_FREEZES,
        CAPTURE_TRUNCATED,
        CAPTURE_MERGED,
        CAPTURE_OFFLOAD,
        CAPTURE_DUPLICATES,
        CAPTURE_HALF_MIRROR,
        PACKETS,
        MALFORMED,
        FRAGMENTED,
        RECEIVER_UP,
        RECEIVER_REPORTS,
        RECEIVER_FAILED,
        RECEIVER_UNUSED,
        RECEIVER_LAST,
        RECEIVER_BUFFER,
        RECEIVER_DROPS,
        TRAPS,
        FORWARDED,
        FORWARD_FAILED,
        NOTIFICATIONS_SENT,
        NOTIFICATION_FAILURES,
        NOTIFICATIONS_LOST,
        NOTIFICATIONS_WAITING,
        RECORDS_UP,
        RECORDS_WRITTEN,
        RECORDS_FAILURES,
        RECORDS_LOST,
        RECORDS_REFUSED,
        TABLE_ENTRIES,
        TABLE_LIMIT,
        LIMITS_LOWERED,
        TABLE_EVICTIONS,
        LATE_REPORTS,
        QUEUE_DROPS,
        WEB_REFUSED,
        SCRAPES,
        SCRAPE_DURATION,
        SERIES,
        SERIES_FOLDED,
        SERIES_DUPLICATE);
  }

  private SelfFamilies() {}
}
