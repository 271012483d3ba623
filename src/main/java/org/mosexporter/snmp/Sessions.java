package org.mosexporter.snmp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Snmp.Auth;
import org.mosexporter.config.Snmp.Credentials;
import org.mosexporter.config.Snmp.Privacy;
import org.snmp4j.AbstractTarget;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.UserTarget;
import org.snmp4j.log.LogFactory;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.MessageProcessingModel;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * Opens a session per device: its own socket, users and engine times, so that devices cannot
 * disturb each other.
 */
final class Sessions {
  private static final long TIMEOUT_MS = 2_000;
  private static final int RETRIES = 1;

  static Session open(String address, Credentials credentials) throws SnmpFault {
    return open(address, credentials, TIMEOUT_MS);
  }

  static Session open(String address, Credentials credentials, long timeoutMs) throws SnmpFault {
    UdpAddress where = DeviceAddress.parse(address).resolve();
    try {
      return switch (credentials) {
        case Credentials.V1(Secret community) ->
            community(new MPv1(), SnmpConstants.version1, community, where, timeoutMs);
        case Credentials.V2c(Secret community) ->
            community(new MPv2c(), SnmpConstants.version2c, community, where, timeoutMs);
        case Credentials.V3 v3 -> user(v3, where, timeoutMs);
      };
    } catch (IOException | IllegalArgumentException e) {
      // The library's text may quote a key.
      throw new SnmpFault(
          SnmpFault.Kind.OTHER, "cannot open a session: " + e.getClass().getSimpleName());
    }
  }

  private static Session community(
      MessageProcessingModel model, int version, Secret community, UdpAddress where, long timeoutMs)
      throws IOException {
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(model);
    CommunityTarget<UdpAddress> target = new CommunityTarget<>();
    target.setCommunity(new OctetString(community.value()));
    target.setVersion(version);
    return listen(dispatcher, target, where, timeoutMs, PDU::new);
  }

  private static Session user(Credentials.V3 credentials, UdpAddress where, long timeoutMs)
      throws IOException {
    SecurityProtocols protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.none);
    OctetString engine = new OctetString(MPv3.createLocalEngineID());
    USM users = new USM(protocols, engine, 0);
    UsmUser user = usmUser(credentials, protocols);
    users.addUser(user);
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(
        new MPv3(
            engine.getValue(),
            null,
            protocols,
            SecurityModels.getCollection(new SecurityModel[] {users}),
            CounterSupport.getInstance()));
    UserTarget<UdpAddress> target = new UserTarget<>();
    target.setVersion(SnmpConstants.version3);
    target.setSecurityName(user.getSecurityName());
    target.setSecurityLevel(level(credentials));
    OctetString context = new OctetString(credentials.context());
    return listen(dispatcher, target, where, timeoutMs, () -> scoped(context));
  }

  /** With its protocols, which are added to those given. */
  static UsmUser usmUser(Credentials.V3 credentials, SecurityProtocols protocols) {
    return new UsmUser(
        new OctetString(credentials.user()),
        protocol(credentials.auth(), protocols),
        passphrase(credentials.auth() != Auth.NONE, credentials.authKey().value()),
        protocol(credentials.privacy(), protocols),
        passphrase(credentials.privacy() != Privacy.NONE, credentials.privacyKey().value()));
  }

  private static PDU scoped(OctetString context) {
    ScopedPDU pdu = new ScopedPDU();
    pdu.setContextName(context);
    return pdu;
  }

  private static @Nullable OctetString passphrase(boolean used, String key) {
    return used ? new OctetString(key) : null;
  }

  static int level(Credentials.V3 credentials) {
    if (credentials.auth() == Auth.NONE) {
      return SecurityLevel.NOAUTH_NOPRIV;
    }
    return credentials.privacy() == Privacy.NONE
        ? SecurityLevel.AUTH_NOPRIV
        : SecurityLevel.AUTH_PRIV;
  }

  private static Session listen(
      MessageDispatcherImpl dispatcher,
      AbstractTarget<UdpAddress> target,
      UdpAddress where,
      long timeoutMs,
      Session.PduForm form)
      throws IOException {
    silenceTheLibrary();
    LibraryThreads.use();
    target.setAddress(where);
    target.setTimeout(timeoutMs);
    target.setRetries(RETRIES);
    DefaultUdpTransportMapping socket = new DefaultUdpTransportMapping();
    socket.setSocketTimeout(0); // it is closed when it is to end
    Snmp snmp = new Snmp(dispatcher, socket);
    snmp.listen();
    boolean bulk = target.getVersion() != SnmpConstants.version1;
    int values = bulk ? BulkSize.MOST_BINDINGS : BulkSize.COLUMNS;
    return new Session(snmp, target, form, new BulkSize(values));
  }

  /** Its own words would name users and keys; what matters we say ourselves. */
  static void silenceTheLibrary() {
    LogFactory.setLogFactory(null);
  }

  private static @Nullable OID protocol(Auth auth, SecurityProtocols protocols) {
    var protocol =
        switch (auth) {
          case NONE -> null;
          case MD5 -> new AuthMD5();
          case SHA_1 -> new AuthSHA();
          case SHA_224 -> new AuthHMAC128SHA224();
          case SHA_256 -> new AuthHMAC192SHA256();
          case SHA_384 -> new AuthHMAC256SHA384();
          case SHA_512 -> new AuthHMAC384SHA512();
        };
    if (protocol == null) {
      return null;
    }
    protocols.addAuthenticationProtocol(protocol);
    return protocol.getID();
  }

  private static @Nullable OID protocol(Privacy privacy, SecurityProtocols protocols) {
    var protocol =
        switch (privacy) {
          case NONE -> null;
          case DES -> new PrivDES();
          case AES_128 -> new PrivAES128();
          case AES_192 -> new PrivAES192();
          case AES_256 -> new PrivAES256();
          case AES_192_C -> new PrivAES192With3DESKeyExtension();
          case AES_256_C -> new PrivAES256With3DESKeyExtension();
        };
    if (protocol == null) {
      return null;
    }
    protocols.addPrivacyProtocol(protocol);
    return protocol.getID();
  }

  private Sessions() {}
}
