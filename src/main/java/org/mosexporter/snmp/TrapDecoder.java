package org.mosexporter.snmp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Snmp.Credentials;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.receive.Decoded;
import org.mosexporter.receive.Decoder;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.TransportStateReference;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MessageProcessingModel;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

/**
 * Traps and informs of the polled devices (RFC 3416 §4.2.6, §4.2.7), by versions 2c and 3; informs
 * are answered. One thread at a time calls it.
 */
final class TrapDecoder implements Decoder, CommandResponder {
  static final String UNKNOWN_ROUTER = "unknown_router";
  static final String MALFORMED = "malformed";
  static final String COMMUNITY = "community";
  static final String NOT_AUTHENTICATED = "not_authenticated";

  /** Of a kind that is not looked at. */
  static final String OTHER = "other";

  /** A device asks for our engine's ID and time, before it informs. */
  static final String DISCOVERY = "discovery";

  private static final int MOST_BYTES = 16_384;
  private static final Set<OID> ASKED_FOR_ENGINE =
      Set.of(SnmpConstants.usmStatsUnknownEngineIDs, SnmpConstants.usmStatsNotInTimeWindows);

  private final Function<IpAddress, Optional<DevicePoller>> devices;
  private final Collection<Credentials> credentials;
  private final MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
  private final ReplyCatcher replies = new ReplyCatcher();
  private final TrapUsers users;

  private @Nullable DevicePoller sender;
  private @Nullable Decoded decoded;
  private @Nullable OID counted;
  private long atNs;

  /**
   * @param devices by an address of theirs
   * @param boots as in {@link TrapUsers}
   */
  TrapDecoder(
      Function<IpAddress, Optional<DevicePoller>> devices,
      Collection<Credentials> credentials,
      OctetString ourEngine,
      int boots) {
    Sessions.silenceTheLibrary();
    this.devices = devices;
    this.credentials = credentials;
    CounterSupport counters = new CounterSupport();
    counters.addCounterListener(event -> counted = event.getOid());
    users = new TrapUsers(credentials, ourEngine, boots, counters);
    dispatcher.addMessageProcessingModel(new MPv2c());
    dispatcher.addMessageProcessingModel(users.model(counters));
    dispatcher.addCommandResponder(this);
  }

  @Override
  public int mostBytes() {
    return MOST_BYTES;
  }

  @Override
  public Set<String> reasons() {
    return Set.of(UNKNOWN_ROUTER, MALFORMED, COMMUNITY, NOT_AUTHENTICATED);
  }

  @Override
  public Set<String> kinds() {
    return Set.of(OTHER, DISCOVERY);
  }

  @Override
  public Decoded decode(IpAddress from, int port, ByteBuffer message, long now) {
    Optional<DevicePoller> device = devices.apply(from);
    if (device.isEmpty()) {
      return Decoded.refused(UNKNOWN_ROUTER);
    }
    users.meet(device.get());
    sender = device.get();
    decoded = null;
    counted = null;
    atNs = now;
    byte[] octets = new byte[message.remaining()];
    message.get(octets);
    process(new UdpAddress(from.toInetAddress(), port), octets);
    Decoded read = decoded == null ? undelivered(octets) : decoded;
    return replies
        .take()
        .map(reply -> read.answered(new Decoded.Answer(ByteBuffer.wrap(reply), port)))
        .orElse(read);
  }

  private void process(UdpAddress from, byte[] octets) {
    var state =
        new TransportStateReference(
            replies, from, null, SecurityLevel.undefined, SecurityLevel.undefined, false, null);
    try {
      dispatcher.processMessage(replies, from, ByteBuffer.wrap(octets), state);
    } catch (RuntimeException e) {
      decoded = Decoded.refused(MALFORMED); // the library throws of octets that it did not expect
    }
  }

  /** Why nothing came of it. */
  private Decoded undelivered(byte[] octets) {
    if (counted != null && ASKED_FOR_ENGINE.contains(counted) && replies.caught()) {
      return Decoded.unused(DISCOVERY);
    }
    return Decoded.refused(isVersionThree(octets) ? NOT_AUTHENTICATED : MALFORMED);
  }

  /** SEQUENCE { INTEGER 3, … }, whatever form its length has. */
  private static boolean isVersionThree(byte[] octets) {
    if (octets.length < 2) {
      return false;
    }
    int at = 2 + ((octets[1] & 0x80) == 0 ? 0 : octets[1] & 0x7F);
    return at + 2 < octets.length && octets[at] == 2 && octets[at + 1] == 1 && octets[at + 2] == 3;
  }

  @Override
  public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
    event.setProcessed(true);
    PDU pdu = event.getPDU();
    Optional<String> refused = refused(event);
    if (refused.isPresent() || sender == null) {
      decoded = Decoded.refused(refused.orElse(MALFORMED));
      return;
    }
    Optional<RouterEvent> what = new Notification(pdu).event(sender.interfaces(), atNs);
    what.ifPresent(sender.traps()::add);
    decoded = what.isPresent() ? Decoded.kept() : Decoded.unused(OTHER);
    if (pdu.getType() == PDU.INFORM) {
      answer(event);
    }
  }

  private Optional<String> refused(CommandResponderEvent<?> event) {
    int type = event.getPDU().getType();
    if (type != PDU.TRAP && type != PDU.INFORM) {
      return Optional.of(MALFORMED); // nobody may ask us
    }
    String name = new String(event.getSecurityName(), UTF_8);
    if (event.getMessageProcessingModel() == MessageProcessingModel.MPv2c) {
      return credentials.stream().anyMatch(each -> isCommunity(each, event.getSecurityName()))
          ? Optional.empty()
          : Optional.of(COMMUNITY);
    }
    return credentials.stream().anyMatch(each -> vouches(each, name, event.getSecurityLevel()))
        ? Optional.empty()
        : Optional.of(NOT_AUTHENTICATED);
  }

  private static boolean isCommunity(Credentials each, byte[] said) {
    return each instanceof Credentials.V2c(var community)
        && MessageDigest.isEqual(community.value().getBytes(UTF_8), said);
  }

  /** A user that has keys is believed only with them. */
  private static boolean vouches(Credentials each, String name, int level) {
    return each instanceof Credentials.V3 user
        && user.user().equals(name)
        && level >= Sessions.level(user);
  }

  private <A extends Address> void answer(CommandResponderEvent<A> event) {
    PDU response = (PDU) event.getPDU().clone();
    response.setType(PDU.RESPONSE);
    response.setErrorStatus(PDU.noError);
    response.setErrorIndex(0);
    try {
      int _ =
          dispatcher.returnResponsePdu(
              event.getMessageProcessingModel(),
              event.getSecurityModel(),
              event.getSecurityName(),
              event.getSecurityLevel(),
              response,
              event.getMaxSizeResponsePDU(),
              event.getStateReference(),
              new StatusInformation());
    } catch (MessageException unanswered) {
      // The device will inform us again.
      decoded = Decoded.refused(MALFORMED);
    }
  }
}
