package org.mosexporter.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mosexporter.demo.WanTraffic.QosClass;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

class DemoRouterTest {
  private static final String CLASS_STATISTICS = "1.3.6.1.4.1.9.9.166.1.15.1.1.";
  private static final OID INTERNET = new OID("1.3.6.1");

  private final WanTraffic traffic = new WanTraffic();
  private DemoRouter router;
  private Snmp asker;

  @BeforeEach
  void start() throws IOException {
    router = new DemoRouter(traffic, 0);
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(new MPv2c());
    USM users =
        new USM(
            new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility),
            new OctetString(MPv3.createLocalEngineID()),
            0);
    users.addUser(user("demo-authentication"));
    dispatcher.addMessageProcessingModel(new MPv3(users));
    asker = new Snmp(dispatcher, new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/0")));
    asker.listen();
  }

  @AfterEach
  void stop() throws IOException {
    asker.close();
    router.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isWalkedInOrderToItsEnd(boolean version3) throws IOException {
    Map<OID, Variable> byNext = new TreeMap<>();
    OID at = INTERNET;
    while (true) {
      VariableBinding answer = ask(version3, PDU.GETNEXT, 0, at).getFirst();
      if (answer.getVariable() instanceof Null) {
        break;
      }
      assertTrue(answer.getOid().compareTo(at) > 0, () -> "goes back: " + answer);
      at = answer.getOid();
      byNext.put(at, answer.getVariable());
    }

    Map<OID, Variable> byBulk = new TreeMap<>();
    at = INTERNET;
    boolean over = false;
    while (!over) {
      for (VariableBinding answer : ask(version3, PDU.GETBULK, 25, at)) {
        over = answer.getVariable() instanceof Null;
        if (!over) {
          OID before = at;
          assertTrue(answer.getOid().compareTo(before) > 0, () -> "goes back: " + answer);
          byBulk.put(answer.getOid(), answer.getVariable());
          at = answer.getOid();
        }
      }
    }

    assertEquals(byNext.keySet(), byBulk.keySet());
    assertTrue(byNext.size() > 200, () -> "rows: " + byNext.size());
  }

  @Test
  void countsWhatItsVoiceQueueDrops() throws IOException {
    traffic.of(QosClass.VOICE).offered(0x1_0000_0005L, 7);
    traffic.of(QosClass.VOICE).dropped(12, 2_568);
    traffic.of(QosClass.DEFAULT).dropped(3, 3_000);

    assertEquals("1", value(CLASS_STATISTICS + "1.34.196608")); // the high word
    assertEquals("5", value(CLASS_STATISTICS + "2.34.196608"));
    assertEquals("4294967301", value(CLASS_STATISTICS + "3.34.196608"));
    assertEquals("12", value(CLASS_STATISTICS + "14.34.196608"));
    assertEquals("15", value(CLASS_STATISTICS + "14.34.65536")); // the parent holds its children
    assertEquals("12", value("1.3.6.1.4.1.9.9.166.1.18.1.1.8.34.196610"));
    assertEquals("15", value("1.3.6.1.2.1.2.2.1.19.2"));
    assertEquals("Gi0/0/1", value("1.3.6.1.2.1.31.1.1.1.1.2"));
  }

  @Test
  void saysThatAnObjectIsNotThere() throws IOException {
    assertInstanceOf(
        Null.class, ask(false, PDU.GET, 0, new OID("1.3.6.1.2.1.1.5.1")).getFirst().getVariable());
  }

  @Test
  void isSilentTowardsAWrongCommunity() throws IOException {
    PDU request = new PDU();
    request.setType(PDU.GET);
    request.add(new VariableBinding(new OID("1.3.6.1.2.1.1.5.0")));
    Target<UdpAddress> target = target(false);
    target.setSecurityName(new OctetString("public"));
    target.setTimeout(200);
    target.setRetries(0);

    assertNull(asker.send(request, target).getResponse());
  }

  private String value(String oid) throws IOException {
    return ask(false, PDU.GET, 0, new OID(oid)).getFirst().getVariable().toString();
  }

  private List<? extends VariableBinding> ask(boolean version3, int type, int repetitions, OID oid)
      throws IOException {
    PDU request = version3 ? new ScopedPDU() : new PDU();
    request.setType(type);
    if (type == PDU.GETBULK) {
      request.setMaxRepetitions(repetitions);
    }
    request.add(new VariableBinding(oid));
    PDU response = asker.send(request, target(version3)).getResponse();
    assertNotNull(response, "no answer");
    assertEquals(PDU.RESPONSE, response.getType(), response::toString);
    assertEquals(PDU.noError, response.getErrorStatus());
    return response.getVariableBindings();
  }

  private Target<UdpAddress> target(boolean version3) {
    UdpAddress address = new UdpAddress("127.0.0.1/" + router.port());
    Target<UdpAddress> target;
    if (version3) {
      target = new UserTarget<>();
      target.setVersion(SnmpConstants.version3);
      target.setSecurityLevel(SecurityLevel.AUTH_PRIV);
      target.setSecurityName(new OctetString("demo"));
    } else {
      target = new CommunityTarget<>(address, new OctetString("demo"));
      target.setVersion(SnmpConstants.version2c);
    }
    target.setAddress(address);
    target.setTimeout(3_000);
    target.setRetries(1);
    return target;
  }

  private static UsmUser user(String authentication) {
    return new UsmUser(
        new OctetString("demo"),
        AuthHMAC192SHA256.ID,
        new OctetString(authentication),
        PrivAES128.ID,
        new OctetString("demo-privacy"));
  }
}
