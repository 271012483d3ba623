package org.mosexporter.diagnosis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.RouterWindow;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.network.TrafficDirection;
import org.mosexporter.stream.IntervalSeries.Part;
import org.mosexporter.stream.StreamSummary;

/**
 * Which share of a stream's loss the classes explain that it went through. A class that dropped a
 * hundredth of its packets dropped a hundredth of the stream's: where the stream lost twice that
 * meanwhile, half of its loss is explained, and of each of its intervals in that time half.
 */
final class QueueDrops {
  private final Map<String, String> siteOfRouter = new HashMap<>();
  private final Config config;

  QueueDrops(Config config) {
    this.config = config;
    config.snmp().devices().forEach(device -> siteOfRouter.put(device.name(), device.site()));
  }

  /** The windows that told of drops, and that the stream went through. */
  List<RouterWindow> windows(CallSummary call, StreamSummary stream) {
    return call.routerWindows().stream()
        .filter(window -> window.byCodePoint() && window.droppedPackets().isPresent())
        .filter(window -> window.packets().orElse(0) > 0)
        .filter(
            window ->
                site(end(window, stream))
                    .equals(siteOfRouter.getOrDefault(window.router(), call.site())))
        .toList();
  }

  /** What leaves by an interface is of a speaker there, what comes in is for a listener. */
  private static IpAddress end(RouterWindow window, StreamSummary stream) {
    return window.direction() == TrafficDirection.OUTPUT ? stream.source() : stream.destination();
  }

  private String site(IpAddress address) {
    return config.networks().stream()
        .filter(network -> network.cidr().contains(address))
        .max((a, b) -> Integer.compare(a.cidr().prefixBits(), b.cidr().prefixBits()))
        .map(Network::site)
        .orElse("");
  }

  /** Of one interval among those of its stream; absent where no window is of that time. */
  static OptionalDouble share(Part part, List<Part> all, List<RouterWindow> windows) {
    return windows.stream()
        .filter(window -> overlaps(part, window))
        .mapToDouble(window -> share(window, meanLoss(all, window)))
        .max();
  }

  /** Of a whole stream of which only its receiver told. */
  static OptionalDouble share(OptionalDouble lossRatio, List<RouterWindow> windows) {
    long packets = windows.stream().mapToLong(window -> window.packets().orElse(0)).sum();
    long dropped = windows.stream().mapToLong(window -> window.droppedPackets().orElse(0)).sum();
    return packets > 0
        ? OptionalDouble.of(share((double) dropped / packets, lossRatio.orElse(0)))
        : OptionalDouble.empty();
  }

  private static double share(RouterWindow window, double lossRatio) {
    double dropRatio =
        (double) window.droppedPackets().orElse(0) / Math.max(1, window.packets().orElse(0));
    return share(dropRatio, lossRatio);
  }

  private static double share(double dropRatio, double lossRatio) {
    return lossRatio > 0 ? Math.clamp(dropRatio / lossRatio, 0, 1) : 0;
  }

  private static double meanLoss(List<Part> all, RouterWindow window) {
    double seconds = 0;
    double lost = 0;
    for (Part part : all) {
      if (part.lossRatio().isPresent() && overlaps(part, window)) {
        seconds += part.seconds();
        lost += part.seconds() * part.lossRatio().getAsDouble();
      }
    }
    return seconds > 0 ? lost / seconds : 0;
  }

  private static boolean overlaps(Part part, RouterWindow window) {
    long endNs = part.startNs() + (long) (part.seconds() * 1e9);
    return part.startNs() < window.toNs() && endNs > window.fromNs();
  }
}
