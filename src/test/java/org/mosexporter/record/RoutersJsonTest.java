package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mosexporter.metrics.Office;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.network.RouterEvents;

/** Routers as the API tells them. */
class RoutersJsonTest {
  private static final long NOON_NS = 1_772_452_800_000_000_000L;

  private static String json(List<RouterEvents> events) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RoutersJson.write(Office.routers(), events, "", out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tellsWhatTheySaidLast() throws IOException {
    RouterEvent down =
        new RouterEvent(NOON_NS, RouterEvent.Kind.LINK_DOWN, "Gi0/0/1", "\"lost\" <b>carrier</b>");
    RouterEvents gw1 = new RouterEvents("berlin", "gw1", Map.of(), List.of(down));
    RouterEvents other = new RouterEvents("berlin", "gw9", Map.of(), List.of(down));
    String expected =
        """
        {"routers":[{"site":"berlin","router":"gw1","up":true,"last_success":"2026-11-23T07:59:58.500000Z","poll_duration_seconds":0.25,\
        "modules":{"cbqos":true,"if":true},"interfaces":[{"interface":"Gi0/0/1","alias":"WAN",\
        "description":"GigabitEthernet0/0/1","speed_bits_per_second":1000000000,"up":true,"half_duplex":false,\
        "input":{"bytes":200000,"packets":1000,"errors":1,"discards":2},"output":{"bytes":400000,"packets":2000,"errors":1,"discards":2}}\
        ],"classes":[{"interface":"Gi0/0/1","direction":"output","policy":"WAN-SHAPE-20M/class-default/WAN-QUEUES","class":"VOICE",\
        "match":["dscp ef","dscp cs5"],"dscp":["EF","CS5"],"priority":true,"set_dscp":"EF",\
        "packets":5000,"bytes":1000000,"dropped_packets":312,"dropped_bytes":62400,"queue_packets":12,"queue_limit_packets":64}\
        ],"shapers":[{"interface":"Gi0/0/1","direction":"output","policy":"WAN-SHAPE-20M","class":"class-default",\
        "rate_bits_per_second":20000000,"packets":9000,"bytes":9000000,"dropped_packets":324,"dropped_bytes":70000}\
        ],"probes":[{"operation":"100","target":"192.0.2.10","tag":"HQ-VOICE","type":"jitter","codec":"g711alaw","dscp":"EF",\
        "success":true,"mos":3.41,"round_trip_seconds":0.023,"output":{"lost_packets":31,"jitter_seconds":0.014},"input":{"lost_packets":0,"jitter_seconds":0.002},"lost_packets":1}\
        ],"links":[{"check":"CloudflareDNS","interface":"wan2","alive":true,\
        "latency_seconds":0.025,"jitter_seconds":0.0045,"lost_ratio":0.02}\
        ],"events":[{"at":"2026-03-02T12:00:00.000000Z","kind":"link_down","subject":"Gi0/0/1","text":"\\"lost\\" <b>carrier</b>"}]},\
        {"site":"berlin","router":"gw2","up":false,\
        "modules":{},"interfaces":[\
        ],"classes":[\
        ],"shapers":[\
        ],"probes":[\
        ],"links":[\
        ],"events":[]}]}
        """;
    assertEquals(expected, json(List.of(gw1, other)));
  }
}
