package org.mosexporter.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.Direction;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Source;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network.Access;
import org.mosexporter.network.Attachment;
import org.mosexporter.network.MacAddress;
import org.mosexporter.network.Neighbour;
import org.mosexporter.network.Neighbour.Inventory;
import org.mosexporter.network.Whereabouts;

class EndpointsJsonTest {
  private static final IpAddress ADDRESS = IpAddress.parse("10.20.30.104");

  private static EndpointInfo endpoint(Whereabouts known, String user, String mac) {
    return new EndpointInfo(
        "berlin", ADDRESS, "phones", Access.WIRED, user, 1, "", "", "", "", mac, known);
  }

  private static Whereabouts atItsPort() {
    Inventory inventory = new Inventory("hw4", "", "", "SN4", "", "", "ASSET-004");
    Optional<MacAddress> mac = MacAddress.parse("0004f2aabb04");
    return new Whereabouts(
        mac,
        Optional.of(new Attachment("sw1", "Gi1/0/4")),
        Optional.of(Whereabouts.Medium.WIRED),
        Optional.of(
            new Neighbour(
                "Gi1/0/4",
                mac,
                Optional.of(ADDRESS),
                Neighbour.Kind.PHONE,
                "",
                "",
                inventory,
                OptionalInt.of(0),
                OptionalInt.empty())),
        OptionalInt.of(130),
        OptionalInt.of(46),
        OptionalInt.of(0));
  }

  private static String json(List<EndpointInfo> endpoints, List<EndpointFigures> figures)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<EndpointsJson.Row> rows =
        endpoints.stream()
            .map(
                one ->
                    new EndpointsJson.Row(one, "", Optional.empty(), Optional.empty(), List.of()))
            .toList();
    EndpointsJson.write(rows, figures, "", out);
    return out.toString(UTF_8);
  }

  @Test
  void tellsWhereAPhoneIsAndWhatItWasTold() throws IOException {
    assertEquals(
        """
        {"endpoints":[{"address":"10.20.30.104","site":"berlin","network":"phones","access":"wired",\
        "user":"anna","mac":"0004f2aabb04","switch":"sw1","port":"Gi1/0/4","vlan":130,\
        "dscp_told":"EF","dscp_reported":"CS0","serial":"SN4","asset":"ASSET-004","hardware":"hw4"}]}
        """,
        json(List.of(endpoint(atItsPort(), "anna", "0004f2aabb04")), List.of()));
  }

  @Test
  void tellsWhatWasSeenOfWhatItSends() throws IOException {
    String json =
        json(
            List.of(endpoint(Whereabouts.UNKNOWN, "", "")),
            List.of(
                figures(Direction.RECEIVED, Source.MEASURED, Map.of(46, 7L)),
                figures(Direction.SENT, Source.RTCP, Map.of(46, 8L)),
                figures(Direction.SENT, Source.MEASURED, Map.of(46, 9L, 0, 3_000_000_000L))));

    assertTrue(json.contains("\"dscp_sent\":{\"CS0\":3000000000,\"EF\":9}"), json);
  }

  private static EndpointFigures figures(
      Direction direction, Source source, Map<Integer, Long> dscp) {
    return new EndpointFigures(
        "berlin",
        ADDRESS,
        direction,
        source,
        1,
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0,
        0,
        0,
        0,
        dscp,
        List.of(),
        Optional.empty(),
        OptionalLong.empty());
  }

  @Test
  void writesNothingOfWhatIsUnknown() throws IOException {
    assertEquals(
        """
        {"endpoints":[{"address":"10.20.30.104","site":"berlin","network":"phones","access":"wired"}]}
        """,
        json(List.of(endpoint(Whereabouts.UNKNOWN, "", "")), List.of()));
  }
}
