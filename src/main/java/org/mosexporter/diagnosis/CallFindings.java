package org.mosexporter.diagnosis;

import java.util.List;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;

/** Which findings concern a call: those of its phones, networks, trunk and ways. */
public final class CallFindings {
  public static List<Finding> of(CallSummary call, Conclusions conclusions, Config config) {
    return List.of();
  }

  private CallFindings() {}
}
