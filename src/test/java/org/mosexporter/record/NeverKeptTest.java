package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.MarkedCall;
import org.mosexporter.config.Privacy.Form;

/** What stands in a call's messages and packets and in no record, whatever privacy says. */
class NeverKeptTest {
  private static String record(Form form) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (CallSummary call : MarkedCall.told(form)) {
      CallsJson.write(call, out);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void secretsAndTextsAreInNoRecord(Form form) throws IOException {
    String record = record(form);

    assertTrue(record.contains("\"streams\":[{"), record);
    for (String marker : MarkedCall.NEVER_KEPT) {
      assertFalse(record.contains(marker), marker + " in " + record);
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void namesAreInRecordsOnlyWhenTheyArePlain(Form form) throws IOException {
    String record = record(form);

    for (String marker : List.of("usr7741", "4917712345678", "cid-mark")) {
      assertTrue(record.contains(marker) == (form == Form.PLAIN), marker + " in " + record);
    }
  }
}
