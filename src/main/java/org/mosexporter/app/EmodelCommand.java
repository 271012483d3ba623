package org.mosexporter.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Quality;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Codecs;
import org.mosexporter.quality.Input;
import org.mosexporter.quality.Inputs;
import org.mosexporter.quality.Scale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mos-exporter emodel}: the E-model as a calculator, term by term (ITU-T G.107). */
@Command(
    name = "emodel",
    description = "Computes R and MOS by the E-model (ITU-T G.107) and shows every term.",
    mixinStandardHelpOptions = true)
public final class EmodelCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  /** How the calculation is written. */
  enum Format {
    table,
    json
  }

  private final InputStream in;
  private final Codecs codecs = Codecs.of(Quality.defaults());

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--codec",
      paramLabel = "NAME",
      description = "Codec, such as G.711, G.729A or PCMU: sets Ie and Bpl.")
  private Optional<String> codecName = Optional.empty();

  @Option(
      names = "--loss",
      paramLabel = "PERCENT",
      description = "Packets that missed playout, lost or late: sets Ppl.")
  private Optional<Double> lossPercent = Optional.empty();

  @Option(
      names = "--burst",
      paramLabel = "RATIO",
      description = "Burst ratio, 1 for random loss: sets BurstR.")
  private Optional<Double> burstRatio = Optional.empty();

  @Option(
      names = "--delay",
      paramLabel = "MS",
      description = "One-way delay, mouth to ear: sets Ta, T to the same and Tr to twice as much.")
  private Optional<Double> oneWayDelayMs = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "SYMBOL=VALUE",
      description = "Any input by its ITU symbol, over what other options say; repeatable.")
  private Map<String, String> assignments = new LinkedHashMap<>();

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      description = "Scale of the model: narrowband.",
      defaultValue = "narrowband")
  private String scale = "narrowband";

  @Option(
      names = "--extrapolate",
      description = "Compute also outside the range that the model was validated for.")
  private boolean extrapolate;

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "How to write it.",
      defaultValue = "table")
  private Format format = Format.table;

  @Option(
      names = "--batch",
      description = {
        "Read one JSON object per line from standard input, such as",
        "{\"scale\":\"narrowband\",\"Ta\":150,\"Ppl\":2}, and write one per line. Other options"
            + " hold for every line that does not say otherwise."
      })
  private boolean batch;

  public EmodelCommand() {
    this(System.in);
  }

  EmodelCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public Integer call() throws IOException {
    CommandLine commandLine = commandLine();
    PrintWriter out = commandLine.getOut();
    try {
      requireNarrowband(scale);
      Optional<Codec> codec = codecName.map(this::codec);
      Inputs inputs = inputs(codec);
      if (batch) {
        return answer(inputs, out);
      }
      Calculation calculation = Calculation.of(codec, inputs);
      switch (format) {
        case table -> new CalculationTable(out, calculation).print();
        case json -> out.println(CalculationJson.whole(calculation));
      }
      out.flush();
      return DONE;
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(commandLine, messageOf(e), e);
    }
  }

  private Inputs inputs(Optional<Codec> codec) {
    Inputs inputs = Inputs.defaults();
    if (codec.isPresent()) {
      inputs = inputs.with(Input.IE, codec.get().ie());
      if (codec.get().bpl().isPresent()) {
        inputs = inputs.with(Input.BPL, codec.get().bpl().getAsDouble());
      }
    }
    if (lossPercent.isPresent()) {
      inputs = inputs.with(Input.PPL, checked(Input.PPL, lossPercent.get()));
    }
    if (burstRatio.isPresent()) {
      inputs = inputs.with(Input.BURST_R, checked(Input.BURST_R, burstRatio.get()));
    }
    if (oneWayDelayMs.isPresent()) {
      inputs = inputs.withOneWayDelayMs(checked(Input.TA, oneWayDelayMs.get()));
    }
    for (Map.Entry<String, String> assignment : assignments.entrySet()) {
      String value = assignment.getValue();
      inputs = assign(inputs, assignment.getKey(), number(assignment.getKey(), value));
    }
    if (codec.isPresent()) {
      requireBpl(codec.get(), inputs);
    }
    return inputs;
  }

  /** One answer per line; a bad line has an error for an answer and the others go on. */
  private int answer(Inputs base, PrintWriter out) throws IOException {
    int exit = DONE;
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        try {
          out.println(CalculationJson.terms(calculate(base, line)));
        } catch (IllegalArgumentException e) {
          out.println(CalculationJson.error(messageOf(e)));
          exit = FAILED;
        }
        out.flush();
      }
    }
    return exit;
  }

  private Calculation calculate(Inputs base, String line) {
    CalculationJson.Question question = CalculationJson.question(line);
    requireNarrowband(question.scale());
    Inputs inputs = base;
    for (Map.Entry<String, Double> value : question.values().entrySet()) {
      inputs = assign(inputs, value.getKey(), value.getValue());
    }
    return Calculation.of(Optional.empty(), inputs);
  }

  private Inputs assign(Inputs inputs, String symbol, double value) {
    Input input =
        Input.ofSymbol(symbol)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no input has the symbol " + symbol + "; there are " + symbols()));
    return inputs.with(input, checked(input, value));
  }

  private double checked(Input input, double value) {
    String assignment = (input.symbol() + " = " + plain(value) + " " + input.unit()).strip();
    if (!input.exists(value)) {
      throw new IllegalArgumentException(assignment + " cannot be" + range(input));
    }
    if (!extrapolate && !input.permits(value)) {
      throw new IllegalArgumentException(
          assignment + " is outside the model's range" + range(input) + "; see --extrapolate");
    }
    return value;
  }

  private static String range(Input input) {
    boolean bounded = Double.isFinite(input.min());
    return bounded ? ", which is " + plain(input.min()) + " to " + plain(input.max()) : "";
  }

  private static double number(String symbol, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(symbol + " = " + value + " is not a number", e);
    }
  }

  private Codec codec(String name) {
    return codecs
        .named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no codec "
                        + name
                        + "; there are "
                        + codecs.all().stream()
                            .map(Codec::name)
                            .collect(Collectors.joining(", "))));
  }

  private static void requireBpl(Codec codec, Inputs inputs) {
    if (inputs.value(Input.PPL) > 0 && !inputs.isSet(Input.BPL)) {
      throw new IllegalArgumentException(
          "nobody has published how "
              + codec.name()
              + " takes packet loss; set its robustness with --set=Bpl=VALUE");
    }
  }

  private static void requireNarrowband(String scale) {
    if (scale.equals(Scale.NARROWBAND.label())) {
      return;
    }
    boolean exists = Arrays.stream(Scale.values()).anyMatch(it -> it.label().equals(scale));
    throw new IllegalArgumentException(
        exists
            ? "the " + scale + " scale comes in a later version; this one computes narrowband"
            : "no scale " + scale + "; there is narrowband");
  }

  private static String symbols() {
    return Arrays.stream(Input.values()).map(Input::symbol).collect(Collectors.joining(", "));
  }

  /** Without the ".0" that nobody typed. */
  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String messageOf(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }

  private CommandLine commandLine() {
    CommandSpec given = spec;
    if (given == null) {
      throw new IllegalStateException("picocli sets the specification before it calls");
    }
    return given.commandLine();
  }
}
