package org.mosexporter.snmp;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Questions to one device, read-only: GET and GETBULK (RFC 3416 §4.2.1, §4.2.3). Used by the one
 * thread that polls the device.
 */
final class Session implements Closeable {
  /** No device of an office has more to tell; who does is broken or means harm. */
  static final int MOST_BINDINGS_PER_POLL = 100_000;

  private static final int EARLY_ENDS_UNTIL_BELIEVED = 3;
  private static final int REPETITIONS = 10;
  private static final int COLUMNS = 6;

  private final Snmp snmp;
  private final PduForm form;
  private final Target<UdpAddress> target;
  private final BulkSize size = new BulkSize(COLUMNS, REPETITIONS);
  private final Map<OID, Integer> earlyEnds = new HashMap<>();
  private OID highest = new OID();
  private int bindings;

  Session(Snmp snmp, Target<UdpAddress> target, PduForm form) {
    this.snmp = snmp;
    this.target = target;
    this.form = form;
  }

  /** Version 3 scopes its PDUs. */
  interface PduForm {
    PDU create();
  }

  BulkSize size() {
    return size;
  }

  void beginPoll() {
    bindings = 0;
    size.beginPoll();
  }

  /** The values of instances, in one PDU; each may be nothing. */
  List<Optional<Variable>> get(List<OID> instances) throws SnmpFault {
    PDU request = form.create();
    request.setType(PDU.GET);
    for (OID instance : instances) {
      request.add(new VariableBinding(instance));
    }
    PDU response = send(request);
    if (response.size() != instances.size()) {
      throw new SnmpFault(SnmpFault.Kind.OTHER, "answered another question");
    }
    List<Optional<Variable>> values = new ArrayList<>();
    for (int i = 0; i < instances.size(); i++) {
      VariableBinding binding = response.get(i);
      boolean there = !binding.isException() && binding.getOid().equals(instances.get(i));
      if (there && instances.get(i).compareTo(highest) > 0) {
        highest = instances.get(i);
      }
      values.add(there ? Optional.of(binding.getVariable()) : Optional.empty());
    }
    return values;
  }

  /**
   * Whether an agent says of a column that nothing is behind it though something is. Who says so
   * again and again is believed: that is its way to end a table.
   */
  boolean endsEarly(OID column, OID at) {
    if (at.compareTo(highest) >= 0) {
      return false;
    }
    return earlyEnds.merge(column, 1, Integer::sum) <= EARLY_ENDS_UNTIL_BELIEVED;
  }

  /** A column ended as it should. */
  void ended(OID column) {
    earlyEnds.remove(column);
  }

  /** One GETBULK; tooBig is a fault of its own. */
  PDU getBulk(Iterable<OID> after, int repetitions) throws SnmpFault {
    PDU request = form.create();
    request.setType(PDU.GETBULK);
    request.setMaxRepetitions(repetitions);
    for (OID oid : after) {
      request.add(new VariableBinding(oid));
    }
    return send(request);
  }

  private PDU send(PDU request) throws SnmpFault {
    PDU response = response(request);
    if (response.getType() == PDU.REPORT) {
      throw new SnmpFault(SnmpFault.Kind.OTHER, report(response));
    }
    if (response.getErrorStatus() == PDU.tooBig) {
      throw new SnmpFault(SnmpFault.Kind.TOO_BIG, "answer too big");
    }
    if (response.getErrorStatus() != PDU.noError) {
      throw new SnmpFault(
          SnmpFault.Kind.OTHER, "answered with error " + response.getErrorStatusText());
    }
    bindings += response.size();
    if (bindings > MOST_BINDINGS_PER_POLL) {
      throw new SnmpFault(
          SnmpFault.Kind.OTHER, "more than " + MOST_BINDINGS_PER_POLL + " values in one poll");
    }
    return response;
  }

  private PDU response(PDU request) throws SnmpFault {
    try {
      ResponseEvent<UdpAddress> event = snmp.send(request, target);
      @Nullable Exception error = event == null ? null : event.getError();
      if (error != null) {
        throw new SnmpFault(SnmpFault.Kind.OTHER, said(error));
      }
      @Nullable PDU response = event == null ? null : event.getResponse();
      if (response == null) {
        throw new SnmpFault(SnmpFault.Kind.TIMEOUT, "no answer");
      }
      return response;
    } catch (IOException | RuntimeException e) {
      // The library throws of either kind for what it cannot decode or encrypt.
      throw new SnmpFault(SnmpFault.Kind.OTHER, said(e));
    }
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
