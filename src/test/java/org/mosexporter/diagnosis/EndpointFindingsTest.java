package org.mosexporter.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.network.Attachment;
import org.mosexporter.network.Whereabouts;

class EndpointFindingsTest {
  private static final EndpointInfo PHONE =
      new EndpointInfo(
          "berlin",
          IpAddress.parse("10.1.20.31"),
          "phones",
          Network.Access.WIFI,
          "anna",
          1,
          "sales",
          "Poly",
          "VVX_450",
          "5.9.6",
          "0004f2aabb04",
          new Whereabouts(
              Optional.empty(),
              Optional.of(new Attachment("sw1", "Gi1/0/3")),
              Optional.empty(),
              Optional.empty(),
              OptionalInt.empty(),
              OptionalInt.empty(),
              OptionalInt.empty()));

  @ParameterizedTest
  @CsvSource({
    "berlin, SITE,     '',              true,  false",
    "bonn,   SITE,     '',              false, false",
    "berlin, ROUTER,   gw1,             true,  false",
    "bonn,   CLASS,    gw2/eth0/voice,  false, false",
    "berlin, TRUNK,    telco-a,         true,  false",
    "berlin, NETWORK,  phones,          true,  true",
    "bonn,   NETWORK,  phones,          false, false",
    "berlin, NETWORK,  other,           false, false",
    "berlin, ACCESS,   wifi,            true,  true",
    "berlin, ACCESS,   wired,           false, false",
    "berlin, MODEL,    VVX_450,         true,  true",
    "berlin, MODEL,    VVX_4,           false, false",
    "berlin, FIRMWARE, VVX_450 5.9.6,   true,  true",
    "berlin, FIRMWARE, VVX_450 5.9.5,   false, false",
    "berlin, ENDPOINT, 10.1.20.31,      true,  true",
    "berlin, ENDPOINT, 10.1.20.3,       false, false",
    "berlin, PORT,     sw1/Gi1/0/3,     true,  true",
    "berlin, PORT,     sw1/Gi1/0/30,    false, false",
  })
  void concernsAPhone(String site, Scope.Kind kind, String name, boolean concerns, boolean own) {
    Finding finding =
        new Finding(
            Cause.CANNOT_TELL,
            new Scope(site, kind, name),
            Severity.WARNING,
            1,
            0,
            List.of(),
            1,
            1,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            "",
            OptionalDouble.empty());
    Conclusions all = new Conclusions(1, List.of(finding), List.of(), List.of(), List.of());

    assertEquals(concerns ? List.of(finding) : List.of(), EndpointFindings.of(PHONE, all));
    assertEquals(own ? List.of(finding) : List.of(), EndpointFindings.own(PHONE, all));
  }

  /** Nobody's port is not that of a phone of which none is known. */
  @Test
  void noPortIsNoPort() {
    EndpointInfo anywhere =
        new EndpointInfo(
            "berlin",
            IpAddress.parse("10.1.20.32"),
            "phones",
            Network.Access.WIRED,
            "",
            1,
            "",
            "",
            "",
            "",
            "",
            Whereabouts.UNKNOWN);
    assertEquals(
        List.of(SampleConclusions.QUEUE), EndpointFindings.of(anywhere, SampleConclusions.ALL));
  }
}
