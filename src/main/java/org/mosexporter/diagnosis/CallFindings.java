package org.mosexporter.diagnosis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.RouterWindow;
import org.mosexporter.stream.StreamSummary;

/** Which findings concern a call: those of its phones, networks, trunk and ways. */
public final class CallFindings {
  private static final double NS_PER_SECOND = 1e9;

  /** Worst first; none that began after the call was over. */
  public static List<Finding> of(CallSummary call, Conclusions conclusions) {
    if (conclusions.findings().isEmpty()) {
      return List.of();
    }
    long endNs = endNs(call);
    Set<String> ways = ways(call);
    return conclusions.findings().stream()
        .filter(finding -> finding.sinceNs() <= endNs && concerns(finding.scope(), call, ways))
        .toList();
  }

  private static long endNs(CallSummary call) {
    long mediaNs =
        call.streams().stream().mapToLong(CallFindings::endNs).max().orElse(call.firstNs());
    return Math.max(mediaNs, call.endNs().orElse(mediaNs));
  }

  private static long endNs(StreamSummary stream) {
    return stream.startNs() + (long) (stream.durationSeconds() * NS_PER_SECOND);
  }

  /** Routers, interfaces and classes that it went through, as scopes name them. */
  private static Set<String> ways(CallSummary call) {
    Set<String> ways = new HashSet<>();
    for (RouterWindow window : call.routerWindows()) {
      String at = window.router() + "/" + window.networkInterface();
      ways.addAll(List.of(window.router(), at, at + "/" + window.name()));
    }
    return ways;
  }

  private static boolean concerns(Scope scope, CallSummary call, Set<String> ways) {
    return switch (scope.kind()) {
      case SITE -> isAt(scope.site(), call);
      case TRUNK -> isAt(scope.site(), call) && scope.name().equals(call.trunk());
      case ROUTER, INTERFACE, CLASS -> isAt(scope.site(), call) && ways.contains(scope.name());
      case NETWORK, ACCESS, MODEL, FIRMWARE, ENDPOINT, PORT, SWITCH ->
          call.endpoints().stream()
              .anyMatch(phone -> EndpointFindings.concerns(scope, phone, false));
    };
  }

  private static boolean isAt(String site, CallSummary call) {
    return site.equals(call.site())
        || call.endpoints().stream().map(EndpointInfo::site).anyMatch(site::equals);
  }

  private CallFindings() {}
}
