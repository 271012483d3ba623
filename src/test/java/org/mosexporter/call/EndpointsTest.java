package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.call.Office.ALICE;
import static org.mosexporter.call.Office.PBX;
import static org.mosexporter.call.Office.ns;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Network;
import org.mosexporter.config.Privacy;
import org.mosexporter.network.Whereabouts;

class EndpointsTest {
  private final Office office = new Office();

  @Test
  void learnsWhoAndWhatAPhoneIs() {
    office.register(0, ALICE, "1010", "Yealink SIP-T46S 66.85.0.5");

    assertEquals(
        List.of(
            new EndpointInfo(
                "berlin",
                IpAddress.parse(ALICE),
                "phones",
                Network.Access.WIRED,
                "1010",
                1,
                "sales",
                "Yealink",
                "SIP-T46S",
                "66.85.0.5",
                "",
                Whereabouts.UNKNOWN)),
        office.tracker.endpoints());
  }

  @Test
  void severalUsersAtOneAddressAreCountedAndNotNamed() {
    office.register(0, ALICE, "1010", "Grandstream HT812 1.0.29.8");
    office.register(1, ALICE, "1011", "Grandstream HT812 1.0.29.8");

    EndpointInfo base = office.tracker.endpoints().getFirst();
    assertEquals("", base.user());
    assertEquals(2, base.users());
    assertEquals("", base.group());
  }

  @Test
  void theMostSpecificNetworkSaysWhereAPhoneIs() {
    office.sip(0, "10.2.3.4", PBX, Sip.register("7", "x"));
    office.sip(0, "10.9.9.9", PBX, Sip.register("8", "x"));
    office.sip(0, "198.51.100.1", PBX, Sip.register("9", "x"));

    List<EndpointInfo> infos = office.tracker.endpoints();
    assertEquals(List.of("all", "hamburg"), infos.stream().map(EndpointInfo::network).toList());
    assertEquals(List.of("berlin", "hamburg"), infos.stream().map(EndpointInfo::site).toList());
  }

  @Test
  void whoHasNoPlaceIsKnownAllTheSame() {
    Office small = new Office(Office.config(new Limits(2, 100, 100, 100), Privacy.Form.PLAIN));
    small.register(0, "10.1.20.1", "1", "x");
    small.register(1, "10.1.20.2", "2", "x");
    small.register(2, "10.1.20.3", "3", "x");

    assertEquals(
        List.of("10.1.20.1", "10.1.20.2"),
        small.tracker.endpoints().stream().map(info -> info.address().toString()).toList());
    EndpointInfo folded = small.tracker.foldedEndpoints().getFirst();
    assertEquals("10.1.20.3", folded.address().toString());
    assertEquals("3", folded.user());
    small.tracker.advance(Office.ns(5));
    assertEquals(1, small.counters().tableEntries().get("folded_endpoints"));
  }

  @Test
  void aPhoneThatSaysNothingForAnHourIsForgotten() {
    office.register(0, ALICE, "1010", "x");
    office.tracker.advance(ns(3599));
    assertEquals(1, office.tracker.endpoints().size());
    office.tracker.advance(ns(3602));
    assertEquals(0, office.tracker.endpoints().size());
  }

  /** RFC 3261 §10.2: what is refused or not answered binds nobody. */
  @Test
  void onlyAnAcceptedRegistrationTellsWhoIsThere() {
    office.sip(0, ALICE, PBX, Sip.register("1010", "x"));
    assertEquals("", office.tracker.endpoints().getFirst().user());
    office.sip(1, PBX, ALICE, Sip.response(403, "reg-1010", 1, "REGISTER", ""));
    office.sip(2, PBX, ALICE, Sip.response(200, "reg-1010", 1, "REGISTER", ""));
    assertEquals("", office.tracker.endpoints().getFirst().user());

    office.register(3, ALICE, "1011", "x");
    assertEquals("1011", office.tracker.endpoints().getFirst().user());
  }

  @Test
  void aUserLeavesWithTheRegistration() {
    office.register(0, ALICE, "1010", "x");
    office.register(0, ALICE, "1011", "x");
    assertEquals(2, office.tracker.endpoints().getFirst().users());

    String leave = Sip.register("1011", "x").replace("CSeq: 1", "CSeq: 2");
    office.sip(1, ALICE, PBX, leave.replace("Content-", "Contact: *\nExpires: 0\nContent-"));
    office.sip(1, PBX, ALICE, Sip.response(200, "reg-1011", 2, "REGISTER", ""));
    assertEquals("1010", office.tracker.endpoints().getFirst().user());
  }

  /** The registrar decides how long: 300 s, and a minute of grace. */
  @Test
  void aRegistrationThatIsNotRefreshedEnds() {
    office.sip(
        0, ALICE, PBX, Sip.register("1010", "x").replace("Content-", "Expires: 3600\nContent-"));
    String granted = "<sip:1010@10.1.20.11>;expires=300\nContent-";
    String answer = Sip.response(200, "reg-1010", 1, "REGISTER", "");
    office.sip(0, PBX, ALICE, answer.replace("Content-", "Contact: " + granted));
    office.tracker.advance(ns(359));
    assertEquals("1010", office.tracker.endpoints().getFirst().user());
    office.tracker.advance(ns(362));
    assertEquals("", office.tracker.endpoints().getFirst().user());
  }
}
