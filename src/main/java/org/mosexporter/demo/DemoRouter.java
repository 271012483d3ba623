package org.mosexporter.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.mosexporter.config.IpAddress;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * A router or firewall of the simulated offices: an SNMP agent on loopback that answers GET,
 * GETNEXT and GETBULK (RFC 3416 §4.2) with version 2c and 3, about interfaces and queues that carry
 * the calls.
 */
public final class DemoRouter implements AutoCloseable {
  public static final String NAME = "gw1";

  /** Of the branch: {@link DemoPlan#branch}. */
  public static final String BRANCH = "gw2";

  public static final String FIREWALL = "fw2";

  /** By which calls leave the office. */
  public static final String WAN_INTERFACE = "Gi0/0/1";

  public static final String COMMUNITY = "demo";
  public static final String USER = "demo";
  public static final String AUTH_KEY = "demo-authentication";
  public static final String PRIVACY_KEY = "demo-privacy";

  /** What an IPv4 packet without fragments can carry on Ethernet, less SNMPv3's own headers. */
  private static final int MOST_RESPONSE_BYTES = 1_200;

  /** RFC 3411 §5: an enterprise's number, then text, the fourth format. */
  private static final String ENGINE_OF_TEXT = "80001f8804";

  private static final String CISCO = "1.3.6.1.4.1.9.1.2593";
  private static final String FORTINET = "1.3.6.1.4.1.12356.101.1.641";

  private final Snmp snmp;
  private final DefaultUdpTransportMapping transport;
  private final RouterMib mib;
  private final byte[] engineId;

  /**
   * Listens at once.
   *
   * @param port 0 for any that is free
   */
  public DemoRouter(WanTraffic traffic, int port) throws IOException {
    this(
        NAME,
        CISCO,
        List.of(new RouterInterfaces(traffic, false), new RouterQueues(traffic)),
        port);
  }

  /** An older one: a port that runs half duplex, a policer, marks, early drops and probes. */
  public static DemoRouter ofBranch(WanTraffic traffic, int port) throws IOException {
    return new DemoRouter(
        BRANCH,
        CISCO,
        List.of(
            new RouterInterfaces(traffic, true),
            new RouterQueues(traffic),
            new RouterMarking(traffic),
            new RouterProbes()),
        port);
  }

  /** Two links, one of which is dead. */
  public static DemoRouter firewall(WanTraffic traffic, int port) throws IOException {
    return new DemoRouter(
        FIREWALL,
        FORTINET,
        List.of(new RouterInterfaces(traffic, false), new FirewallLinks()),
        port);
  }

  private DemoRouter(String name, String product, List<MibPart> parts, int port)
      throws IOException {
    this.mib = new RouterMib(name, product, parts);
    this.engineId = engineId(name);
    var loopback = IpAddress.parse(DemoConfig.LOOPBACK).toInetAddress();
    this.transport = new DefaultUdpTransportMapping(new UdpAddress(loopback, port));
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(new MPv2c());
    dispatcher.addMessageProcessingModel(new MPv3(users()));
    this.snmp = new Snmp(dispatcher, transport);
    snmp.addCommandResponder(new Answers());
    transport.listen();
  }

  private static byte[] engineId(String name) {
    return HexFormat.of()
        .parseHex(ENGINE_OF_TEXT + HexFormat.of().formatHex(("demo" + name).getBytes(UTF_8)));
  }

  private USM users() {
    SecurityProtocols protocols =
        new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
    USM users = new USM(protocols, new OctetString(engineId), 1);
    users.addUser(
        new UsmUser(
            new OctetString(USER),
            AuthHMAC192SHA256.ID,
            new OctetString(AUTH_KEY),
            PrivAES128.ID,
            new OctetString(PRIVACY_KEY)));
    return users;
  }

  /** The UDP port it answers on. */
  public int port() {
    return transport.getListenAddress().getPort();
  }

  @Override
  public void close() throws IOException {
    snmp.close();
  }

  private static boolean mayRead(CommandResponderEvent<?> event) {
    return switch (event.getSecurityModel()) {
      case SecurityModel.SECURITY_MODEL_SNMPv2c ->
          Arrays.equals(event.getSecurityName(), COMMUNITY.getBytes(UTF_8));
      case SecurityModel.SECURITY_MODEL_USM -> event.getSecurityLevel() == SecurityLevel.AUTH_PRIV;
      default -> false;
    };
  }

  private List<VariableBinding> answer(PDU request, int mostBytes) {
    return switch (request.getType()) {
      case PDU.GET -> mib.get(request.getVariableBindings());
      case PDU.GETNEXT -> mib.next(request.getVariableBindings());
      case PDU.GETBULK ->
          mib.bulk(
              request.getVariableBindings(),
              request.getNonRepeaters(),
              request.getMaxRepetitions(),
              mostBytes);
      default -> List.of();
    };
  }

  private final class Answers implements CommandResponder {
    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
      PDU request = event.getPDU();
      if (request == null || !request.isConfirmedPdu() || !mayRead(event)) {
        return; // as a router does that does not know the community: silence
      }
      event.setProcessed(true);
      PDU response = (PDU) request.clone();
      int mostBytes = Math.min(MOST_RESPONSE_BYTES, event.getMaxSizeResponsePDU());
      response.setVariableBindings(answer(request, mostBytes));
      response.setType(PDU.RESPONSE);
      response.setErrorStatus(request.getType() == PDU.SET ? PDU.notWritable : PDU.noError);
      response.setErrorIndex(request.getType() == PDU.SET ? 1 : 0);
      if (response instanceof ScopedPDU scoped) {
        scoped.setContextEngineID(new OctetString(engineId));
      }
      reply(event, response);
    }

    private <A extends Address> void reply(CommandResponderEvent<A> event, PDU response) {
      StatusInformation status = new StatusInformation();
      status.setErrorIndication(null);
      try {
        int _ =
            event
                .getMessageDispatcher()
                .returnResponsePdu(
                    event.getMessageProcessingModel(),
                    event.getSecurityModel(),
                    event.getSecurityName(),
                    event.getSecurityLevel(),
                    response,
                    event.getMaxSizeResponsePDU(),
                    event.getStateReference(),
                    status);
      } catch (MessageException unanswered) {
        // The asker will repeat itself, as with a router that lost the packet.
        status.setErrorIndication(new VariableBinding());
      }
    }
  }

  static Integer32 integer(int value) {
    return new Integer32(value);
  }
}
