package org.mosexporter.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.mosexporter.wire.cmr.CallManagement;
import org.mosexporter.wire.cmr.CmrReader;

/** A file of call management records, line by line. */
final class FuzzedCmr {
  private static final int LONGEST_TEXT = 1024;

  static void file(byte[] octets) {
    List<String> lines = new String(octets, UTF_8).lines().toList();
    Optional<CmrReader> reader =
        lines.isEmpty() ? Optional.empty() : CmrReader.of(lines.getFirst());
    if (reader.isPresent()) {
      for (String line : lines.subList(1, lines.size())) {
        reader.get().isTypes(line);
        reader.get().read(line).ifPresent(FuzzedCmr::check);
      }
    }
  }

  private static void check(CallManagement record) {
    String texts =
        record.globalCallId()
            + record.directoryNumber()
            + record.deviceName()
            + record.mac()
            + record.localSessionId()
            + record.codec();
    boolean plain = texts.chars().noneMatch(Character::isISOControl);
    double jitterMs = record.jitterMs().orElse(0);
    double mos = record.mosLq().orElse(1);
    if (!plain || texts.length() > 6 * LONGEST_TEXT || jitterMs < 0 || mos < 1 || mos > 5) {
      throw new IllegalStateException(record.toString());
    }
  }

  private FuzzedCmr() {}
}
