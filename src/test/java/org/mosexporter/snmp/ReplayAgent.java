package org.mosexporter.snmp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Snmp.Auth;
import org.mosexporter.config.Snmp.Credentials;
import org.mosexporter.config.Snmp.Privacy;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.MessageProcessingModel;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** An agent on loopback that answers from a recording, and misbehaves when told to. */
final class ReplayAgent implements CommandResponder, AutoCloseable {
  static final Credentials PUBLIC = new Credentials.V2c(new Secret("public"));

  static final Credentials.V3 USER =
      new Credentials.V3(
          "mon",
          Auth.SHA_256,
          new Secret("authpass123"),
          Privacy.AES_128,
          new Secret("privpass123"));

  /** What a broken agent makes of a good answer; nothing is no answer. */
  interface Fault {
    Optional<PDU> spoil(PDU request, PDU answer);
  }

  private static final Fault NONE = (_, answer) -> Optional.of(answer);

  private final Set<Integer> asked = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, NavigableMap<OID, Variable>> contexts = new ConcurrentHashMap<>();
  private volatile Snmp snmp;
  private volatile int port;
  private volatile NavigableMap<OID, Variable> rows;
  private volatile Fault fault = NONE;

  /**
   * Who an agent of version 3 is (RFC 3414 §2.2).
   *
   * @param id unique in the world, and in its memory of askers
   * @param boots how often it was started with this id
   */
  record Engine(String id, int boots) {}

  /** Answers versions 1 and 2c. */
  ReplayAgent(NavigableMap<OID, Variable> rows) throws IOException {
    this.rows = rows;
    snmp = listen(new MessageDispatcherImpl());
  }

  /** Answers version 3 too, {@link #USER}. */
  ReplayAgent(NavigableMap<OID, Variable> rows, Engine engine) throws IOException {
    this.rows = rows;
    snmp = listen(withUser(engine));
  }

  private static MessageDispatcherImpl withUser(Engine engine) {
    SecurityProtocols protocols =
        new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
    OctetString id = new OctetString(MPv3.createLocalEngineID(new OctetString(engine.id())));
    USM users = new USM(protocols, id, engine.boots());
    OctetString name = new OctetString(USER.user());
    users.addUser(
        new UsmUser(
            name,
            AuthHMAC192SHA256.ID,
            new OctetString(USER.authKey().value()),
            PrivAES128.ID,
            new OctetString(USER.privacyKey().value())));
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(new MPv3(users));
    return dispatcher;
  }

  private Snmp listen(MessageDispatcherImpl dispatcher) throws IOException {
    dispatcher.addMessageProcessingModel(new MPv1());
    dispatcher.addMessageProcessingModel(new MPv2c());
    var socket = new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/" + port));
    Snmp opened = new Snmp(dispatcher, socket);
    opened.addCommandResponder(this);
    opened.listen();
    port = socket.getListenAddress().getPort();
    return opened;
  }

  /** Comes back at the same address as another engine, or with other boots. */
  void restart(Engine engine) throws IOException {
    snmp.close();
    snmp = listen(withUser(engine));
  }

  /** What is shown in a context (version 3) or with @ and its name behind the community. */
  void show(String context, NavigableMap<OID, Variable> scene) {
    contexts.put(context, scene);
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  void show(NavigableMap<OID, Variable> scene) {
    rows = scene;
  }

  void change(String oid, Variable value) {
    change(Map.of(new OID(oid), value));
  }

  void change(Map<OID, Variable> values) {
    NavigableMap<OID, Variable> changed = new TreeMap<>(rows);
    changed.putAll(values);
    rows = changed;
  }

  /** Takes away a subtree. */
  void remove(String root) {
    NavigableMap<OID, Variable> rest = new TreeMap<>(rows);
    rest.keySet().removeIf(oid -> oid.startsWith(new OID(root)));
    rows = rest;
  }

  void fault(Fault wanted) {
    fault = wanted;
  }

  void behave() {
    fault = NONE;
  }

  /** Types of all PDUs that came. */
  Set<Integer> asked() {
    return asked;
  }

  int requests() {
    return requests.get();
  }

  @Override
  public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
    PDU request = event.getPDU();
    asked.add(request.getType());
    requests.incrementAndGet();
    event.setProcessed(true);
    boolean old = event.getMessageProcessingModel() == MessageProcessingModel.MPv1;
    NavigableMap<OID, Variable> scene = scene(event);
    PDU answer = old ? answerOfVersionOne(scene, request) : answer(scene, request);
    fault.spoil(request, answer).ifPresent(pdu -> send(event, pdu));
  }

  private NavigableMap<OID, Variable> scene(CommandResponderEvent<?> event) {
    if (event.getPDU() instanceof ScopedPDU scoped) {
      return contexts.getOrDefault(scoped.getContextName().toString(), rows);
    }
    String community = new String(event.getSecurityName(), UTF_8);
    int at = community.indexOf('@');
    return at < 0 ? rows : contexts.getOrDefault(community.substring(at + 1), rows);
  }

  private static PDU response(PDU request) {
    PDU answer = (PDU) request.clone();
    answer.clear();
    answer.setType(PDU.RESPONSE);
    answer.setErrorStatus(PDU.noError); // where a GETBULK has its non-repeaters
    answer.setErrorIndex(0);
    answer.setRequestID(request.getRequestID());
    return answer;
  }

  private static PDU answer(NavigableMap<OID, Variable> scene, PDU request) {
    PDU answer = response(request);
    if (request.getType() == PDU.GET) {
      for (VariableBinding binding : request.getVariableBindings()) {
        Variable value = scene.get(binding.getOid());
        answer.add(
            new VariableBinding(binding.getOid(), value == null ? Null.noSuchInstance : value));
      }
    } else {
      repeat(scene, request, request.getNonRepeaters(), answer);
    }
    return answer;
  }

  /** All or nothing, and no Counter64 (RFC 1157 §4.1, RFC 3584 §4.2). */
  private static PDU answerOfVersionOne(NavigableMap<OID, Variable> scene, PDU request) {
    PDU answer = response(request);
    for (int i = 0; i < request.size(); i++) {
      OID asked = request.get(i).getOid();
      OID at = request.getType() == PDU.GET ? asked : scene.higherKey(asked);
      while (request.getType() == PDU.GETNEXT && at != null && scene.get(at) instanceof Counter64) {
        at = scene.higherKey(at);
      }
      Variable value = at == null ? null : scene.get(at);
      if (value == null || value instanceof Counter64) {
        answer.setErrorStatus(PDU.noSuchName);
        answer.setErrorIndex(i + 1);
        answer.setVariableBindings(request.getVariableBindings());
        return answer;
      }
      answer.add(new VariableBinding(at, value));
    }
    return answer;
  }

  /** Answers a GETBULK with so many of its variables asked for once. */
  static void repeat(NavigableMap<OID, Variable> scene, PDU request, int nonRepeaters, PDU answer) {
    List<OID> at = new ArrayList<>();
    request.getVariableBindings().forEach(binding -> at.add(binding.getOid()));
    for (int i = 0; i < nonRepeaters; i++) {
      answer.add(next(scene, at.get(i)));
    }
    for (int row = 0; row < request.getMaxRepetitions(); row++) {
      for (int i = nonRepeaters; i < at.size(); i++) {
        answer.add(next(scene, at.get(i)));
        at.set(i, answer.get(answer.size() - 1).getOid());
      }
    }
  }

  private static VariableBinding next(NavigableMap<OID, Variable> scene, OID after) {
    var next = scene.higherEntry(after);
    return next == null
        ? new VariableBinding(after, Null.endOfMibView)
        : new VariableBinding(next.getKey(), next.getValue());
  }

  private static void send(CommandResponderEvent<?> event, PDU pdu) {
    try {
      event
          .getMessageDispatcher()
          .returnResponsePdu(
              event.getMessageProcessingModel(),
              event.getSecurityModel(),
              event.getSecurityName(),
              event.getSecurityLevel(),
              pdu,
              event.getMaxSizeResponsePDU(),
              event.getStateReference(),
              new StatusInformation());
    } catch (MessageException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    snmp.close();
  }
}
