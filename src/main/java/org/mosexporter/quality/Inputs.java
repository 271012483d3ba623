package org.mosexporter.quality;

import java.util.EnumMap;
import java.util.Map;

/** A value for every {@link Input}: the defaults of ITU-T G.107 Table 3 but for those set. */
public final class Inputs {
  private static final Inputs DEFAULTS = new Inputs(new EnumMap<>(Input.class));

  private final Map<Input, Double> set;

  private Inputs(Map<Input, Double> set) {
    this.set = set;
  }

  public static Inputs defaults() {
    return DEFAULTS;
  }

  /** The same with one value changed; neither range nor plausibility is checked here. */
  public Inputs with(Input input, double value) {
    Map<Input, Double> changed = new EnumMap<>(set);
    changed.put(input, value);
    return new Inputs(changed);
  }

  /**
   * Delay as a pure packet path has it: T = Ta and Tr = 2 Ta (ITU-T G.107 §7.7, fixed relations).
   */
  public Inputs withOneWayDelayMs(double ta) {
    return with(Input.TA, ta).with(Input.T, ta).with(Input.TR, 2 * ta);
  }

  /** The same without any delay: what a listener who need not answer hears. */
  public Inputs withoutDelay() {
    return withOneWayDelayMs(0);
  }

  public Inputs with(DelaySensitivity sensitivity) {
    return with(Input.S_T, sensitivity.sT()).with(Input.M_T, sensitivity.mTMs());
  }

  public boolean isSet(Input input) {
    return set.containsKey(input);
  }

  /** The value of {@code input}, in its own unit. */
  public double value(Input input) {
    Double value = set.get(input);
    if (value != null) {
      return value;
    }
    return input == Input.LSTR ? value(Input.STMR) + value(Input.DR) : input.preset();
  }

  /** The same where the scales differ: only the noise floor has a default of its own per scale. */
  public double value(Input input, Scale scale) {
    boolean own = input == Input.NFOR && scale == Scale.WIDEBAND && !isSet(input);
    return own ? Wideband.NFOR : value(input);
  }
}
