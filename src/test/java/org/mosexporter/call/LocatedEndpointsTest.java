package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network.Access;
import org.mosexporter.config.UserAgentRule;
import org.mosexporter.network.ArpEntry;
import org.mosexporter.network.LearnedAddress;
import org.mosexporter.network.MacAddress;
import org.mosexporter.network.Neighbour;
import org.mosexporter.network.Neighbour.Inventory;
import org.mosexporter.network.Neighbour.Kind;
import org.mosexporter.network.RouterSnapshot;
import org.mosexporter.network.Surroundings;
import org.mosexporter.network.Topology;
import org.mosexporter.network.VoicePolicy;
import org.mosexporter.network.Whereabouts;

class LocatedEndpointsTest {
  private static final IpAddress ADDRESS = IpAddress.parse("10.1.20.31");
  private static final MacAddress MAC = new MacAddress(0x0004f2aabb04L);

  private static EndpointInfo endpoint(Access access, Device device, String mac) {
    return new EndpointInfo(
        "berlin",
        ADDRESS,
        "phones",
        access,
        "anna",
        1,
        "sales",
        device.vendor(),
        device.model(),
        device.firmware(),
        mac,
        Whereabouts.UNKNOWN);
  }

  private static Neighbour phone(String name, String description, Inventory inventory) {
    return new Neighbour(
        "Gi1/0/4",
        Optional.of(MAC),
        Optional.of(ADDRESS),
        Kind.PHONE,
        name,
        description,
        inventory,
        OptionalInt.of(0),
        OptionalInt.of(130));
  }

  private static Inventory inventory(String manufacturer, String model, String software) {
    return new Inventory("", "", software, "", manufacturer, model, "");
  }

  private static Surroundings heard(Neighbour neighbour) {
    return new Surroundings(
        Map.of(),
        List.of(neighbour),
        List.of(),
        List.of(),
        List.of(),
        List.of(new VoicePolicy("Gi1/0/4", 46, OptionalInt.of(130))),
        List.of(),
        List.of());
  }

  private static EndpointInfo located(EndpointInfo endpoint, Surroundings known) {
    return located(endpoint, known, List.of());
  }

  private static EndpointInfo located(
      EndpointInfo endpoint, Surroundings known, List<UserAgentRule> rules) {
    Topology topology = Topology.of(List.of(device(known)), List.of());
    return new LocatedEndpoints(() -> topology, rules).of(List.of(endpoint)).getFirst();
  }

  private static RouterSnapshot device(Surroundings known) {
    return new RouterSnapshot(
        "berlin",
        "sw1",
        true,
        OptionalLong.empty(),
        OptionalDouble.empty(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        known);
  }

  @Test
  void fillsWhatThePhoneDidNotTell() {
    EndpointInfo known =
        located(
            endpoint(Access.UNKNOWN, Device.UNSEEN, ""),
            heard(phone("VVX450", "", inventory("Polycom", "VVX 450", "6.4.3.3383"))));

    assertEquals("sw1", known.switchName());
    assertEquals("Gi1/0/4", known.port());
    assertEquals("0004f2aabb04", known.mac());
    assertEquals("Polycom", known.vendor());
    assertEquals("VVX_450", known.model());
    assertEquals("6.4.3.3383", known.firmware());
    assertEquals(Access.WIRED, known.access());
    assertEquals("anna", known.user());
    assertEquals(OptionalInt.of(46), known.whereabouts().dscpTold());
    assertEquals(OptionalInt.of(0), known.whereabouts().dscpReported());
  }

  @Test
  void believesTheUserAgentAndTheConfigurationFirst() {
    Device device = new Device("Polycom", "VVX_450", "6.4.4.1");
    EndpointInfo known =
        located(
            endpoint(Access.VPN, device, "0004f2aabb04"),
            heard(phone("", "", inventory("Polycom", "VVX 450", "6.4.3.3383"))));

    assertEquals("6.4.4.1", known.firmware());
    assertEquals(Access.VPN, known.access());
    // What no rule knows is no better than what the switch heard.
    EndpointInfo other =
        located(
            endpoint(Access.VPN, Device.OTHER, ""),
            heard(phone("", "", inventory("Polycom", "VVX 450", "6.4.3.3383"))));
    assertEquals("VVX_450", other.model());
  }

  /** From the packets of a call to the phones in its record. */
  @Test
  void givesACallThePhonesThatTookPart() {
    Office office = new Office();
    office.register(0, "10.1.20.31", "1001", "Acme 1");
    office.register(0, "10.1.20.40", "1040", "Acme 1");
    office.conversation(1, 500, "10.1.20.31", "203.0.113.7", _ -> false);
    office.tracker.advance(Office.ns(20));
    List<EndpointInfo> all = office.tracker.endpoints();
    office.tracker.finish();
    RouterSnapshot device = device(heard(phone("", "", inventory("Polycom", "VVX 450", "6.4"))));
    Topology topology = Topology.of(List.of(device), List.of());
    CallSummary call =
        new LocatedEndpoints(() -> topology, List.of()).of(office.seen.onlyCall(), all);

    assertEquals(2, all.size());
    EndpointInfo phone = call.endpoints().getFirst();
    assertEquals(1, call.endpoints().size());
    assertEquals(ADDRESS, phone.address());
    assertEquals("Gi1/0/4", phone.port());
    assertEquals("VVX_450", phone.model());
    assertEquals(Optional.empty(), phone.whereabouts().neighbour());
    assertEquals(call.endpoints(), call.with(late(call)).endpoints());
  }

  private static LateReport late(CallSummary call) {
    return new LateReport(call.id(), 2, List.of());
  }

  @Test
  void leavesAnEndpointAsItIsOfWhichNobodyKnows() {
    EndpointInfo endpoint = endpoint(Access.UNKNOWN, Device.UNSEEN, "");
    assertSame(endpoint, located(endpoint, Surroundings.NONE));
  }

  @Test
  void knowsThePortOfAPhoneByTheHardwareAddressThatItReports() {
    Surroundings learned =
        new Surroundings(
            Map.of(),
            List.of(),
            List.of(),
            List.of(new LearnedAddress(MAC, "Gi1/0/9", OptionalInt.empty())),
            List.of(new ArpEntry(ADDRESS, new MacAddress(0x020000000001L))),
            List.of(),
            List.of(),
            List.of());
    EndpointInfo known = located(endpoint(Access.UNKNOWN, Device.UNSEEN, "0004f2aabb04"), learned);

    assertEquals("Gi1/0/9", known.port());
    assertEquals("0004f2aabb04", known.mac());
    assertEquals("", known.model());
  }

  @Test
  void saysNothingOfAMakeThatNoRuleKnowsHoweverItIsWritten() {
    EndpointInfo known =
        located(
            endpoint(Access.UNKNOWN, Device.UNSEEN, ""),
            heard(phone("<b>", "Evil \"phone\"\n", inventory("Evil", "<script>", "1"))));

    assertEquals("", known.vendor());
    assertEquals("", known.model());
    assertEquals("sw1", known.switchName());
  }

  @Test
  void asksTheRulesOfTheUserFirst() {
    UserAgentRule rule =
        new UserAgentRule(
            Pattern.compile("Acme (\\w+) (.*)"), "Acme", OptionalInt.of(1), OptionalInt.of(2));
    EndpointInfo known =
        located(
            endpoint(Access.UNKNOWN, Device.UNSEEN, ""),
            heard(phone("", "", inventory("Acme", "Bell", "7<8"))),
            List.of(rule));

    assertEquals("Acme", known.vendor());
    assertEquals("Bell", known.model());
    assertEquals("7_8", known.firmware());
  }

  /** Texts of recordings and of data sheets; the names are those of the phones' User-Agents. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          Yealink | SIP-T54W | 96.86.0.45 | - | - | Yealink | SIP-T54W | 96.86.0.45
          Grandstream | GXP2170 | 1.0.11.70 | - | - | Grandstream | GXP2170 | 1.0.11.70
          Cisco Systems, Inc. | CP-8845 | sip8845_65.14-2-1-0001 | - | - | Cisco | CP8845 | 14.2.1
          - | - | - | - | Cisco IP Phone 8845 | Cisco | CP8845 | other
          - | - | sip8845_65.14-2-1-0001 | - | Cisco IP Phone 8845 | Cisco | CP8845 | 14.2.1
          - | - | - | - | Cisco IP Phone 7941G,V1, SCCP41.9-2-1S | Cisco | CP7941G | 9.2.1
          - | - | - | - | Cisco IP Phone 7941G,V, SCCP41.9-2-1S | Cisco | CP7941G | 9.2.1
          - | - | - | - | Polycom;SoundStationIP-SSIP_7000;3111-40000-001,1;SIP/3.3.3.0069/02-Nov-11 13:54; | Polycom | SSIP_7000 | 3.3.3.0069
          - | - | - | Polycom SoundPoint IP 335 | Polycom;SoundPointIP | Polycom | SPIP_335 | other
          snom technology AG | snomD765 | 8.9.3.80 | - | - | snom | D765 | 8.9.3.80
          - | - | - | SEP0015FAFE4806 | - | - | - | -
          Emulex | OneConnect 10Gb | 4.1 | - | Emulex OneConnect | - | - | -
          """)
  void namesAPhoneAsItsUserAgentDoes(
      String manufacturer,
      String model,
      String software,
      String name,
      String description,
      String vendor,
      String called,
      String firmware) {
    Neighbour neighbour =
        phone(
            text(name),
            text(description),
            inventory(text(manufacturer), text(model), text(software)));

    assertEquals(
        new Device(text(vendor), text(called), text(firmware)),
        new NeighbourModels(List.of()).device(neighbour));
  }

  private static String text(String orNull) {
    return orNull == null ? "" : orNull;
  }
}
