package org.mosexporter.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.diagnosis.HeardCall;
import org.mosexporter.diagnosis.PhoneHearing;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.stream.Unscored;

/** What the pages say of a call that its record does not say itself. */
final class CallView {
  private static final int MAX_STREAMS = 8;
  private static final double NS_PER_SECOND = 1e9;

  /** What each listener heard; the worst first. */
  static List<HeardCall> heard(CallSummary call, Config config) {
    List<HeardCall> heard = new ArrayList<>(HeardCall.of(call, config));
    PhoneHearing.of(call, config).forEach(one -> heard.add(one.call()));
    heard.sort(Comparator.comparingDouble(HeardCall::mosLq));
    return heard;
  }

  static OptionalDouble worstMos(CallSummary call, Config config) {
    return heard(call, config).stream().mapToDouble(HeardCall::mosLq).findFirst();
  }

  /** Whose listening it is, such as "anna VVX 450 is heard". */
  static String ear(CallSummary call, HeardCall heard) {
    return who(call, heard.phone()) + " " + EndpointTable.direction(heard.direction());
  }

  /** The directions that its page has room for; the record has them all. */
  static List<StreamSummary> shown(CallSummary call) {
    return call.streams().subList(0, Math.min(MAX_STREAMS, call.streams().size()));
  }

  /** Of a stream, who hears whom. */
  static String direction(CallSummary call, StreamSummary stream) {
    return who(call, stream.destination()) + " hears " + who(call, stream.source());
  }

  static String words(Unscored reason) {
    return reason.label().replace('_', ' ');
  }

  static long startNs(CallSummary call) {
    return call.startNs().orElse(call.firstNs());
  }

  /** The end of all that its record tells of. */
  static long lastNs(CallSummary call) {
    long last = call.endNs().orElse(startNs(call));
    for (StreamSummary stream : call.streams()) {
      last = Math.max(last, endNs(stream));
    }
    return last;
  }

  static long endNs(StreamSummary stream) {
    return stream.startNs() + Math.round(stream.durationSeconds() * NS_PER_SECOND);
  }

  /** Who is at an address: a phone of ours by user and model, else the address. */
  static String who(CallSummary call, IpAddress address) {
    return phone(call, address).map(Texts::phone).orElseGet(address::toString);
  }

  /** Of ours; empty when it is none, or not known. */
  static Optional<EndpointInfo> phone(CallSummary call, IpAddress address) {
    return call.endpoints().stream().filter(one -> one.address().equals(address)).findFirst();
  }

  /** Of several calls those with the worst direction first, those without a score last. */
  static List<CallSummary> worstFirst(List<CallSummary> calls, Config config) {
    IdentityHashMap<CallSummary, Double> worst = new IdentityHashMap<>();
    calls.forEach(call -> worst.put(call, worstMos(call, config).orElse(Double.MAX_VALUE)));
    return calls.stream().sorted(Comparator.comparing(worst::get)).toList();
  }

  private CallView() {}
}
