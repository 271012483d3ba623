package org.mosexporter.quality;

/** A value for every {@link Input}: the defaults of ITU-T G.107 Table 3 but for those set. */
public final class Inputs {
  private static final Inputs DEFAULTS = new Inputs(presets());

  private final double[] values;

  private Inputs(double[] values) {
    this.values = values;
  }

  public static Inputs defaults() {
    return DEFAULTS;
  }

  /** The same with one value changed; neither range nor plausibility is checked here. */
  public Inputs with(Input input, double value) {
    double[] changed = values.clone();
    changed[input.ordinal()] = value;
    return new Inputs(changed);
  }

  /** Delay as a pure packet path has it: T = Ta and Tr = 2 Ta (ITU-T G.107 §7.7, fixed relations). */
  public Inputs withOneWayDelayMs(double ta) {
    return with(Input.TA, ta).with(Input.T, ta).with(Input.TR, 2 * ta);
  }

  /** The same without any delay: what a listener who need not answer hears. */
  public Inputs withoutDelay() {
    return withOneWayDelayMs(0);
  }

  /** The value of {@code input}, in its own unit. */
  public double value(Input input) {
    double value = values[input.ordinal()];
    if (input == Input.LSTR && Double.isNaN(value)) {
      return value(Input.STMR) + value(Input.DR);
    }
    return value;
  }

  private static double[] presets() {
    Input[] inputs = Input.values();
    double[] presets = new double[inputs.length];
    for (Input input : inputs) {
      presets[input.ordinal()] = input.preset();
    }
    return presets;
  }
}
