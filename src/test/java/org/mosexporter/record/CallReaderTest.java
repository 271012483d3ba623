package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.call.CallEvent;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.RouterWindow;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.diagnosis.SampleConclusions;
import org.mosexporter.network.Attachment;
import org.mosexporter.network.Neighbour;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.network.TrafficDirection;
import org.mosexporter.network.Whereabouts;

/** What was written is read, and written again the same. */
class CallReaderTest {
  private static final long NOON_NS = 1_772_452_800_000_000_000L;

  private static String written(CallSummary call) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CallsJson.write(call, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void assertReadAsWritten(CallSummary call) throws IOException {
    String text = written(call);
    assertEquals(text, written(CallsJson.read(text.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void aCallOfWhichMuchIsKnown() throws IOException {
    assertReadAsWritten(AnalysisJsonTest.full().calls().getFirst());
  }

  @Test
  void anOrdinaryCall() throws IOException {
    assertReadAsWritten(SampleCalls.call(7));
  }

  @Test
  void whatWasConcluded() throws IOException {
    CallSummary call =
        SampleCalls.call(7)
            .withFindings(List.of(SampleConclusions.QUEUE, SampleConclusions.HOSTILE));
    assertReadAsWritten(call);
    byte[] text = written(call).getBytes(StandardCharsets.UTF_8);
    assertEquals(
        List.of(SampleConclusions.QUEUE, SampleConclusions.HOSTILE),
        Finding.of(CallsJson.read(text)));
  }

  /** A later version may know more causes: the rest of the record is read all the same. */
  @Test
  void aFindingThatNobodyKnowsIsPassedOver() throws IOException {
    CallSummary call = SampleCalls.call(7).withFindings(List.of(SampleConclusions.WIFI));
    String text = written(call).replace("\"cause\":\"wifi\"", "\"cause\":\"solar_flare\"");
    assertEquals(
        written(SampleCalls.call(7)),
        written(CallsJson.read(text.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void whatRoutersDidMeanwhile() throws IOException {
    RouterWindow window =
        new RouterWindow(
            "gw1",
            "Gi0/0/1",
            TrafficDirection.OUTPUT,
            "SHAPE/QUEUES",
            "VOICE",
            true,
            NOON_NS,
            NOON_NS + 30_000_000_000L,
            OptionalLong.of(9_000),
            OptionalLong.of(312),
            OptionalLong.empty(),
            OptionalLong.of(12),
            OptionalLong.of(64),
            OptionalDouble.of(0.8765),
            3);
    RouterEvent event = new RouterEvent(NOON_NS, RouterEvent.Kind.LINK_DOWN, "Gi0/0/1", "down");
    assertReadAsWritten(
        RecentCallsTest.call(1, List.of(window), List.of(new CallEvent("gw1", event))));
  }

  @Test
  void whereItsPhonesAre() throws IOException {
    Whereabouts whereabouts =
        new Whereabouts(
            Optional.empty(),
            Optional.of(new Attachment("sw1", "Gi1/0/4")),
            Optional.empty(),
            Optional.of(
                new Neighbour(
                    "Gi1/0/4",
                    Optional.empty(),
                    Optional.empty(),
                    Neighbour.Kind.PHONE,
                    "SEP1",
                    "",
                    new Neighbour.Inventory("hw", "fw", "sw", "ser", "Poly", "VVX", "asset"),
                    OptionalInt.of(46),
                    OptionalInt.of(20))),
            OptionalInt.of(20),
            OptionalInt.of(46),
            OptionalInt.of(47));
    EndpointInfo phone =
        new EndpointInfo(
            "berlin",
            IpAddress.parse("2001:db8::7"),
            "phones",
            Network.Access.WIFI,
            "",
            3,
            "sales",
            "Poly",
            "VVX 450",
            "5.9.6",
            "0004f2aabb04",
            whereabouts);
    assertReadAsWritten(SampleCalls.call(1).withEndpoints(List.of(phone)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"schema\":1,\"id\":\"12\"}",
        "{\"schema\":1,\"id\":\"00000000000000000000000000000001\",\"result\":\"completed\","
            + "\"streams\":[5]}",
        "{\"schema\":1,\"id\":\"00000000000000000000000000000001\",\"result\":\"eaten\"}",
        "{\"schema\":1,\"id\":\"00000000000000000000000000000001\",\"result\":\"completed\","
            + "\"status\":99999999999999}",
        "{\"schema\":1,\"id\":\"00000000000000000000000000000001\",\"result\":\"completed\""
      })
  void whatIsNoRecordIsRefused(String text) {
    assertThrows(IOException.class, () -> CallsJson.read(text.getBytes(StandardCharsets.UTF_8)));
  }
}
