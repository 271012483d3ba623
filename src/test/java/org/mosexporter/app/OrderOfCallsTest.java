package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Names;
import org.mosexporter.call.Tracker;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Config;
import org.mosexporter.config.Network;
import org.mosexporter.config.Trunk;
import org.mosexporter.diagnosis.Cause;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.record.FindingJson;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.link.LinkType;

/**
 * Which of several calls a packet comes from first, where all come at the same time, is chance: it
 * changes no finding.
 */
class OrderOfCallsTest {
  private static final int OFFICES = 12;
  private static final int ORDERS = 3;

  private static final Config CONFIG =
      Config.defaults("berlin")
          .but()
          .networks(
              List.of(
                  new Network("desk", Cidr.parse("10.1.20.0/24"), Network.Access.WIRED, "berlin"),
                  new Network("air", Cidr.parse("10.1.30.0/24"), Network.Access.WIFI, "berlin")))
          .trunks(
              List.of(
                  new Trunk("telco-a", List.of(Cidr.parse("203.0.113.0/28"))),
                  new Trunk("telco-b", List.of(Cidr.parse("198.51.100.0/28")))))
          .build();

  /** The tracker and what is concluded of its calls, as for captures. */
  private static final class Listening implements CallEvents {
    private final CaptureDiagnosis diagnosis = new CaptureDiagnosis(CONFIG);
    private final Tracker tracker = new Tracker(CONFIG, this, Names.plain());

    List<Finding> findings(List<SimultaneousCalls.Packet> packets) {
      tracker.onObservationPoint(0, new ObservationPoint("eth1", LinkType.ETHERNET));
      for (SimultaneousCalls.Packet one : packets) {
        int length = one.octets().limit();
        tracker.onPacket(one.octets(), 0, length, length, one.atNs(), 0, 0);
        tracker.flush();
      }
      diagnosis.beginFinish();
      tracker.finish();
      return diagnosis.finish();
    }

    @Override
    public void onInterval(ObservedInterval interval) {}

    @Override
    public void onObservation(ObservedInterval interval) {
      diagnosis.onObservation(interval);
    }

    @Override
    public void onStreamEnded(StreamSummary stream) {}

    @Override
    public void onCallEnded(CallSummary call) {
      diagnosis.onCall(call, tracker);
    }
  }

  @Test
  void changesNoFinding() {
    Set<Cause> found = EnumSet.noneOf(Cause.class);
    for (long seed = 1; seed <= OFFICES; seed++) {
      SimultaneousCalls calls = new SimultaneousCalls(seed);
      List<Finding> first = new Listening().findings(calls.inOrder(0));
      first.forEach(one -> found.add(one.cause()));
      for (long order = 1; order < ORDERS; order++) {
        assertEquals(
            text(first), text(new Listening().findings(calls.inOrder(order))), "office " + seed);
      }
    }
    assertTrue(found.size() >= 5, found.toString()); // or there was nothing to change
  }

  private static String text(List<Finding> findings) {
    return String.join("\n", findings.stream().map(FindingJson::text).toList());
  }
}
