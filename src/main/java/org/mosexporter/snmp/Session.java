package org.mosexporter.snmp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Questions to one device, read-only: GET, GETNEXT and GETBULK (RFC 3416 §4.2). Used by the one
 * thread that polls the device.
 */
final class Session implements Closeable {
  /** No device of an office has more to tell; who does is broken or means harm. */
  static final int MOST_BINDINGS_PER_POLL = 100_000;

  /** In answers, as they are on the wire. */
  static final int MOST_OCTETS_PER_POLL = 8 << 20;

  private static final int EARLY_ENDS_UNTIL_BELIEVED = 3;

  private final Snmp snmp;
  private final Target<UdpAddress> target;
  private final PduForm form;
  private final BulkSize size;
  private final KeptTables kept = new KeptTables();
  private final Map<OID, Integer> rowsSeen = new HashMap<>();
  private final Map<OID, Integer> earlyEnds = new HashMap<>();
  private OID highest = new OID();
  private final UpTime upTime = new UpTime();
  private final Optional<VersionOne> versionOne;
  private boolean upTimeInBulk = true;
  private boolean answered;
  private int bindings;
  private int octets;

  Session(Snmp snmp, Target<UdpAddress> target, PduForm form, BulkSize size) {
    this.snmp = snmp;
    this.target = target;
    this.form = form;
    this.size = size;
    this.versionOne =
        target.getVersion() == SnmpConstants.version1
            ? Optional.of(new VersionOne((type, wanted) -> response(request(type, wanted))))
            : Optional.empty();
  }

  /** Version 3 scopes its PDUs. */
  interface PduForm {
    PDU create();
  }

  BulkSize size() {
    return size;
  }

  /** What was read in earlier polls. */
  KeptTables kept() {
    return kept;
  }

  /** How many rows a column had when it was last read to its end. */
  OptionalInt rowsSeen(OID column) {
    Integer rows = rowsSeen.get(column);
    return rows == null ? OptionalInt.empty() : OptionalInt.of(rows);
  }

  void onRowsSeen(OID column, int rows) {
    rowsSeen.put(column, rows);
  }

  /**
   * Whether an agent says of a column that nothing is behind it though something is. Who says so
   * again and again is believed: that is its way to end a table.
   */
  boolean endsEarly(OID column, OID at) {
    return at.compareTo(highest) < 0
        && earlyEnds.merge(column, 1, Integer::sum) <= EARLY_ENDS_UNTIL_BELIEVED;
  }

  void beginPoll(Instant now) {
    beginPart();
    size.beginPoll();
    kept.beginPoll(now);
    upTime.beginPoll();
  }

  /**
   * The same device as one of its VLANs sees it (Cisco bridges): with community@VLAN or in context
   * vlan-N. Closed with this one.
   */
  Session ofVlan(int vlan) {
    Target<UdpAddress> other = target.duplicate();
    if (other instanceof CommunityTarget<UdpAddress> community) {
      String text = new String(community.getCommunity().getValue(), UTF_8);
      community.setCommunity(new OctetString((text + "@" + vlan).getBytes(UTF_8)));
    }
    return new Session(snmp, other, () -> inContext("vlan-" + vlan), size);
  }

  private PDU inContext(String context) {
    PDU pdu = form.create();
    if (pdu instanceof ScopedPDU scoped) {
      scoped.setContextName(new OctetString(context.getBytes(UTF_8)));
    }
    return pdu;
  }

  /** What follows in the same poll is no more of what was read so far. */
  void beginPart() {
    bindings = 0;
    octets = 0;
  }

  /** Whether the device restarted since the poll began, as far as its answers tell. */
  boolean restartedMeanwhile() throws SnmpFault {
    if (!upTime.wasInLastAnswer()) {
      List<Optional<Variable>> _ = get(List.of(UpTime.INSTANCE));
    }
    return upTime.fell();
  }

  /** The values of instances, in one PDU; each may be nothing. */
  List<Optional<Variable>> get(List<OID> instances) throws SnmpFault {
    List<? extends VariableBinding> answer =
        versionOne.isPresent()
            ? versionOne.get().get(instances)
            : send(request(PDU.GET, instances)).getVariableBindings();
    if (answer.size() != instances.size()) {
      throw new SnmpFault(SnmpFault.Kind.OTHER, "answered another question");
    }
    List<Optional<Variable>> values = new ArrayList<>();
    for (int i = 0; i < instances.size(); i++) {
      VariableBinding binding = answer.get(i);
      boolean there = !binding.isException() && binding.getOid().equals(instances.get(i));
      if (there && instances.get(i).compareTo(highest) > 0) {
        highest = instances.get(i);
      }
      values.add(there ? Optional.of(binding.getVariable()) : Optional.empty());
      if (there) {
        upTime.onBinding(binding);
      }
    }
    return values;
  }

  private PDU request(int type, List<OID> variables) {
    PDU request = form.create();
    request.setType(type);
    for (OID variable : variables) {
      request.add(new VariableBinding(variable));
    }
    return request;
  }

  /**
   * What follows each of some OIDs, and so on as often as is asked for, interleaved; it may be cut
   * short anywhere. That it is too big is a fault of its own.
   */
  List<VariableBinding> next(List<OID> after, int repetitions) throws SnmpFault {
    if (versionOne.isPresent()) {
      return versionOne.get().next(after);
    }
    List<OID> variables = new ArrayList<>(after);
    if (upTimeInBulk) {
      variables.addFirst(UpTime.COLUMN);
    }
    PDU request = request(PDU.GETBULK, variables);
    request.setMaxRepetitions(repetitions);
    request.setNonRepeaters(variables.size() - after.size());
    PDU response = send(request);
    size.onAnswer();
    List<? extends VariableBinding> answer = response.getVariableBindings();
    if (!upTimeInBulk || answer.isEmpty()) {
      return List.copyOf(answer);
    }
    upTime.onBinding(answer.getFirst());
    if (!upTime.wasInLastAnswer()) {
      upTimeInBulk = false; // what comes first then is anybody's guess
      return next(after, repetitions);
    }
    return List.copyOf(answer.subList(1, answer.size()));
  }

  /**
   * Some agents do not know non-repeaters (RFC 3416 §4.2.3): asks without, from now on.
   *
   * @return false when it was asked without already
   */
  boolean asksWithoutUpTime() {
    boolean with = upTimeInBulk;
    upTimeInBulk = false;
    return with;
  }

  private PDU send(PDU request) throws SnmpFault {
    PDU response = response(request);
    if (response.getErrorStatus() != PDU.noError) {
      throw new SnmpFault(
          SnmpFault.Kind.OTHER, "answered with error " + response.getErrorStatusText());
    }
    return response;
  }

  /** What came back; it may tell of an error that needs not be one. */
  private PDU response(PDU request) throws SnmpFault {
    PDU response = exchange(request);
    if (response.getType() == PDU.REPORT) {
      throw new SnmpFault(SnmpFault.Kind.OTHER, report(response));
    }
    if (response.getErrorStatus() == PDU.tooBig) {
      throw new SnmpFault(SnmpFault.Kind.TOO_BIG, "answer too big");
    }
    bindings += response.size();
    octets += response.getBERLength();
    if (octets > MOST_OCTETS_PER_POLL) {
      throw new SnmpFault(
          SnmpFault.Kind.OTHER, "more than " + MOST_OCTETS_PER_POLL + " octets in one poll");
    }
    if (bindings > MOST_BINDINGS_PER_POLL) {
      throw new SnmpFault(
          SnmpFault.Kind.OTHER, "more than " + MOST_BINDINGS_PER_POLL + " values in one poll");
    }
    return response;
  }

  private PDU exchange(PDU request) throws SnmpFault {
    try {
      ResponseEvent<UdpAddress> event = snmp.send(request, target);
      @Nullable Exception error = event == null ? null : event.getError();
      if (error != null) {
        throw new SnmpFault(SnmpFault.Kind.OTHER, said(error));
      }
      @Nullable PDU response = event == null ? null : event.getResponse();
      if (response == null) {
        throw new SnmpFault(SnmpFault.Kind.TIMEOUT, silence());
      }
      answered |= response.getType() != PDU.REPORT;
      return response;
    } catch (IOException | RuntimeException e) {
      // The library throws of either kind for what it cannot decode or encrypt.
      throw new SnmpFault(SnmpFault.Kind.OTHER, said(e));
    }
  }

  /** The engine ID of a device that is asked by version 3, once it told it. */
  Optional<OctetString> engineId() {
    return snmp.getMessageProcessingModel(MPv3.ID) instanceof MPv3 engines
        ? Optional.ofNullable(engines.getEngineID(target.getAddress()))
        : Optional.empty();
  }

  /** Where it is asked. */
  InetAddress address() {
    return target.getAddress().getInetAddress();
  }

  /** Who is asked with a wrong key may say nothing, and yet have told its engine ID to anybody. */
  private String silence() {
    return engineId().isPresent() && !answered
        ? "is there, but does not answer this user: check keys and protocols"
        : "no answer";
  }

  private static String said(Exception error) {
    return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
  }

  private static String report(PDU response) {
    OID counter = response.size() == 0 ? new OID() : response.get(0).getOid();
    if (counter.equals(SnmpConstants.usmStatsWrongDigests)) {
      return "refused: wrong authentication key or protocol";
    }
    if (counter.equals(SnmpConstants.usmStatsUnknownUserNames)) {
      return "refused: unknown user";
    }
    if (counter.equals(SnmpConstants.usmStatsDecryptionErrors)) {
      return "refused: wrong privacy key or protocol";
    }
    if (counter.equals(SnmpConstants.usmStatsUnsupportedSecLevels)) {
      return "refused: the device wants another security level";
    }
    if (counter.equals(SnmpConstants.usmStatsNotInTimeWindows)) {
      return "refused: outside of the time window";
    }
    return "refused with report " + counter;
  }

  @Override
  public void close() {
    try {
      snmp.close();
    } catch (IOException _) {
      // It is closed as far as it can be.
    }
  }
}
