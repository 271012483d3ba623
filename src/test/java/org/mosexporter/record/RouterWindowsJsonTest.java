package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallEvent;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.RouterWindow;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.network.TrafficDirection;

/** What a record says of the routers that its call went through. */
class RouterWindowsJsonTest {
  private static final long NOON_NS = 1_772_452_800_000_000_000L;

  @Test
  void namesRouterInterfacePolicyClassWindowAndDrops() throws IOException {
    RouterWindow window =
        new RouterWindow(
            "gw1",
            "Gi0/0/1",
            TrafficDirection.OUTPUT,
            "SHAPE/class-default/QUEUES",
            "VOICE",
            true,
            NOON_NS,
            NOON_NS + 30_000_000_000L,
            OptionalLong.of(9_000),
            OptionalLong.of(312),
            OptionalLong.empty(),
            OptionalLong.of(12),
            OptionalLong.of(64),
            OptionalDouble.of(0.87654),
            3);
    RouterEvent event = new RouterEvent(NOON_NS, RouterEvent.Kind.IP_SLA, "10", "");
    CallSummary call =
        RecentCallsTest.call(1, List.of(window), List.of(new CallEvent("gw1", event)));

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CallsJson.write(call, out);
    String json = out.toString(StandardCharsets.UTF_8);
    String windows =
        """
        "router_windows":[{"router":"gw1","interface":"Gi0/0/1","direction":"output",\
        "policy":"SHAPE/class-default/QUEUES","class":"VOICE","by_code_point":true,\
        "from":"2026-03-02T12:00:00.000000Z","to":"2026-03-02T12:00:30.000000Z","packets":9000,\
        "dropped_packets":312,"queue_packets":12,"queue_limit_packets":64,\
        "interface_utilisation":0.8765,"calls":3}]""";
    String events =
        """
        "router_events":[{"router":"gw1","at":"2026-03-02T12:00:00.000000Z","kind":"ip_sla",\
        "subject":"10"}]""";
    assertTrue(json.contains(windows), json);
    assertTrue(json.contains(events), json);
  }
}
