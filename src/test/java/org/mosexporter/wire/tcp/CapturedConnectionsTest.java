package org.mosexporter.wire.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.Shared;
import org.mosexporter.capture.CaptureFile;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketsOnly;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.link.Frame;
import org.mosexporter.wire.link.FrameDecoder;
import org.mosexporter.wire.link.LinkType;
import org.mosexporter.wire.sip.SipMessage;
import org.mosexporter.wire.sip.SipParser;

class CapturedConnectionsTest {
  /**
   * Messages over TCP by method and status: {@code tshark -r FILE -d tcp.port==6060,sip -Y "tcp &&
   * sip" -T fields -e sip.Method -e sip.Status-Code}, of tshark 4.0.17. Deviation: in traces_Sniff
   * tshark counts frame 652, which repeats the octets of 651, as a seventh 200.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OISF+suricata-verify/sip-tcp.pcap              | 200:1 REGISTER:1
          OISF+suricata-verify/sip-body-large.pcap       | 100:1 INVITE:1
          negbie+heplify/sip_ipv4_tcp.pcap               | 100:1 180:1 200:2 ACK:1 BYE:1 INVITE:1
          negbie+heplify/sip_ipv4_tcp_fragmented.pcap    | 100:36 180:33 182:2 183:6 200:142 403:1 486:1 487:2 ACK:37 BYE:34 CANCEL:2 INVITE:37 OPTIONS:5 PRACK:5 UPDATE:63
          aboutsip+pkts/fragmented_tcp_sip.pcap          | 180:1 200:2 ACK:1 BYE:1 INVITE:1
          sipcapture+rtcagent/dump.pcap                  | 401:1 403:1 REGISTER:2
          ericsson-mts+mts/traces_Sniff.pcap             | 200:6 NOTIFY:8 SUBSCRIBE:2
          irontec+sngrep/aaa.pcap                        |
          ericsson-mts+mts/coeur_prack.pcap              |
          ericsson-mts+mts/tutorial_SIP.pcap             |
          """)
  void readsTheMessagesThatTsharkReads(String capture, String expected) throws Exception {
    Messages messages = new Messages();
    try (CaptureFile file = CaptureFile.open(Shared.path().resolve("captures").resolve(capture))) {
      file.read(messages, _ -> {});
    }
    messages.connections.finish();
    String seen =
        messages.byKind.entrySet().stream()
            .map(kind -> kind.getKey() + ":" + kind.getValue())
            .collect(Collectors.joining(" "));
    assertEquals(expected == null ? "" : expected, seen);
  }

  private static final class Messages extends PacketsOnly {
    final Map<String, Integer> byKind = new TreeMap<>();
    final SipConnections connections =
        new SipConnections(
            (window, offset, length, whole, _) ->
                byKind.merge(
                    kind(SipParser.parse(window, offset, length, whole)), 1, Integer::sum));
    private final FrameDecoder decoder = new FrameDecoder();
    private final Datagram datagram = new Datagram();
    private final Map<Integer, LinkType> links = new TreeMap<>();

    private static String kind(SipMessage message) {
      return switch (message) {
        case SipMessage.Request request -> request.method();
        case SipMessage.Response response -> Integer.toString(response.status());
        case SipMessage.Malformed malformed -> malformed.reason();
      };
    }

    @Override
    public void onObservationPoint(int observationPoint, ObservationPoint place) {
      links.put(observationPoint, place.linkType());
    }

    @Override
    public void onPacket(
        ByteBuffer window,
        int offset,
        int length,
        int wireLength,
        long atNs,
        int point,
        int flags) {
      LinkType link = links.get(point);
      Frame frame = decoder.decode(link, window, offset, length, wireLength, atNs, point, datagram);
      connections.advance(atNs);
      if (frame == Frame.TCP) {
        connections.onSegment(datagram);
      }
    }
  }
}
