package org.mosexporter.snmp;

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
import org.mosexporter.config.Snmp.Credentials;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** An agent on loopback that answers from a recording, and misbehaves when told to. */
final class ReplayAgent implements CommandResponder, AutoCloseable {
  static final Credentials PUBLIC = new Credentials.V2c(new Secret("public"));

  /** What a broken agent makes of a good answer; nothing is no answer. */
  interface Fault {
    Optional<PDU> spoil(PDU request, PDU answer);
  }

  private static final Fault NONE = (_, answer) -> Optional.of(answer);

  private final Snmp snmp;
  private final DefaultUdpTransportMapping socket;
  private final Set<Integer> asked = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile NavigableMap<OID, Variable> rows;
  private volatile Fault fault = NONE;

  ReplayAgent(NavigableMap<OID, Variable> rows) throws IOException {
    this.rows = rows;
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(new MPv2c());
    socket = new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/0"));
    snmp = new Snmp(dispatcher, socket);
    snmp.addCommandResponder(this);
    snmp.listen();
  }

  String address() {
    return "127.0.0.1:" + socket.getListenAddress().getPort();
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
    Optional<PDU> answer = fault.spoil(request, answer(request));
    answer.ifPresent(pdu -> send(event, pdu));
  }

  private PDU answer(PDU request) {
    PDU answer = new PDU();
    answer.setType(PDU.RESPONSE);
    answer.setRequestID(request.getRequestID());
    if (request.getType() == PDU.GET) {
      for (VariableBinding binding : request.getVariableBindings()) {
        Variable value = rows.get(binding.getOid());
        answer.add(
            new VariableBinding(binding.getOid(), value == null ? Null.noSuchInstance : value));
      }
    } else {
      repeat(rows, request, request.getNonRepeaters(), answer);
    }
    return answer;
  }

  /** Answers a GETBULK with so many of its variables asked for once. */
  static void repeat(
      NavigableMap<OID, Variable> scene, PDU request, int nonRepeaters, PDU answer) {
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
