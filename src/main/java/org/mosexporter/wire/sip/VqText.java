package org.mosexporter.wire.sip;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Cisco's voice quality metrics ({@code MLQK=4.5000;CCR=0.0;…}), as they stand in a header of BYE
 * and in a column of call management records. A value that is none of its key's is absent.
 */
public final class VqText {
  private static final double LEAST_MOS = 1;
  private static final double MOST_MOS = 5;

  private final StatisticsItems items;

  public VqText(String text) {
    items = new StatisticsItems(text);
  }

  /** MOS-LQK of the newest phones' MOSlq, 1–5: a mean of the whole call. */
  public OptionalDouble mosLq() {
    OptionalDouble mlqk = items.number("MLQK", LEAST_MOS, MOST_MOS);
    return mlqk.isPresent() ? mlqk : items.number("MOSLQ", LEAST_MOS, MOST_MOS);
  }

  public OptionalDouble mosCq() {
    return items.number("MOSCQ", LEAST_MOS, MOST_MOS);
  }

  /** Cumulative conceal ratio: concealed to all speech, 0–1. */
  public OptionalDouble concealedRatio() {
    return items.number("CCR", 0, 1);
  }

  public OptionalLong concealedSeconds() {
    return items.count("CS");
  }

  public OptionalLong severelyConcealedSeconds() {
    return items.count("SCS");
  }

  public OptionalDouble oneWayDelayMs() {
    return items.number("VOONEWAYDELAYMS");
  }

  /** Packets that came too late or twice. */
  public OptionalLong discarded() {
    return items.count("VOPKTDIS");
  }

  /** Name of the codec of what was received; empty when not told. */
  public String receivedCodec() {
    return items.text("VORXCODEC");
  }

  /** Values so far asked for that were none. */
  public int invalid() {
    return items.invalid();
  }
}
