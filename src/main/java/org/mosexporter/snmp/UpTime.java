package org.mosexporter.snmp;

import java.util.Optional;
import java.util.OptionalLong;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * sysUpTime (RFC 3418) over the answers of one poll: rows read before and after a restart do not
 * belong together.
 */
final class UpTime {
  static final OID COLUMN = new OID("1.3.6.1.2.1.1.3");
  static final OID INSTANCE = new OID(COLUMN).append(0);

  private OptionalLong ticks = OptionalLong.empty();
  private boolean inLastAnswer;
  private boolean fell;

  void beginPoll() {
    ticks = OptionalLong.empty();
    inLastAnswer = false;
    fell = false;
  }

  void onBinding(VariableBinding binding) {
    inLastAnswer = binding.getOid().equals(INSTANCE);
    if (inLastAnswer) {
      onValue(Optional.of(binding.getVariable()));
    }
  }

  void onValue(Optional<Variable> value) {
    OptionalLong now = value.map(Columns::number).orElse(OptionalLong.empty());
    if (now.isPresent()) {
      fell |= ticks.isPresent() && now.getAsLong() < ticks.getAsLong();
      ticks = now;
    }
  }

  /** Whether the last answer told it, so that it need not be asked for. */
  boolean wasInLastAnswer() {
    return inLastAnswer;
  }

  boolean fell() {
    return fell;
  }
}
