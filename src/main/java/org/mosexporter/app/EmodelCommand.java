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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mosexporter.config.Quality;
import org.mosexporter.quality.Codec;
import org.mosexporter.quality.Codecs;
import org.mosexporter.quality.CommonScale;
import org.mosexporter.quality.DelaySensitivity;
import org.mosexporter.quality.Input;
import org.mosexporter.quality.Inputs;
import org.mosexporter.quality.Scale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code mos-exporter emodel}: the E-model as a calculator, term by term (ITU-T G.107, G.107.1,
 * G.107.2).
 */
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
      description = "Codec, such as G.711, AMR-WB-12.65 or PCMU: sets Ie and Bpl.")
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
      description =
          "Scale of the model: narrowband, wideband or fullband; by default the codec's, else"
              + " narrowband. A wider one than the codec's moves its Ie there.")
  private Optional<String> scaleName = Optional.empty();

  @Option(
      names = "--delay-sensitivity",
      paramLabel = "CLASS",
      description = "How much delay matters: default, low or very-low; sets sT and mT.")
  private Optional<String> sensitivityName = Optional.empty();

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
            + " hold for every line that does not say otherwise; it may also name a codec."
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
      if (batch) {
        return answer(out);
      }
      Calculation calculation = calculate(codecName, scaleName, Map.of());
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

  /** What the options say, and over them what one line of a batch does. */
  private Calculation calculate(
      Optional<String> codecName, Optional<String> scaleName, Map<String, Double> values) {
    Optional<Codec> codec = codecName.map(this::codec);
    Scale scale =
        scaleName
            .map(EmodelCommand::scale)
            .orElse(codec.map(Codec::scale).orElse(Scale.NARROWBAND));
    Inputs inputs = inputs(codec, scale);
    for (Map.Entry<String, Double> value : values.entrySet()) {
      inputs = assign(inputs, value.getKey(), value.getValue());
    }
    if (codec.isPresent()) {
      requireBpl(codec.get(), inputs);
    }
    return Calculation.of(scale, codec, inputs);
  }

  private Inputs inputs(Optional<Codec> codec, Scale scale) {
    Inputs inputs = Inputs.defaults();
    if (codec.isPresent()) {
      double ie = CommonScale.ie(codec.get().ie(), codec.get().scale(), scale);
      inputs = inputs.with(Input.IE, ie);
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
      double ta = checked(Input.TA, oneWayDelayMs.get());
      boolean echoes = Input.T.appliesTo(scale);
      inputs = echoes ? inputs.withOneWayDelayMs(ta) : inputs.with(Input.TA, ta);
    }
    if (sensitivityName.isPresent()) {
      inputs = inputs.with(sensitivity(sensitivityName.get()));
    }
    for (Map.Entry<String, String> assignment : assignments.entrySet()) {
      String value = assignment.getValue();
      inputs = assign(inputs, assignment.getKey(), number(assignment.getKey(), value));
    }
    return inputs;
  }

  /** One answer per line; a bad line has an error for an answer and the others go on. */
  private int answer(PrintWriter out) throws IOException {
    calculate(codecName, scaleName, Map.of()); // what is wrong with the options is no line's fault
    int exit = DONE;
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        try {
          CalculationJson.Question question = CalculationJson.question(line);
          out.println(
              CalculationJson.terms(
                  calculate(
                      question.codec().or(() -> codecName),
                      question.scale().or(() -> scaleName),
                      question.values())));
        } catch (IllegalArgumentException e) {
          out.println(CalculationJson.error(messageOf(e)));
          exit = FAILED;
        }
        out.flush();
      }
    }
    return exit;
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
                            .map(Codec::fullName)
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

  private static Scale scale(String label) {
    return Scale.ofLabel(label)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no scale " + label + "; there are " + labels(Scale.values(), Scale::label)));
  }

  private static DelaySensitivity sensitivity(String label) {
    return Arrays.stream(DelaySensitivity.values())
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no delay sensitivity "
                        + label
                        + "; there are "
                        + labels(DelaySensitivity.values(), DelaySensitivity::label)));
  }

  private static String symbols() {
    return labels(Input.values(), Input::symbol);
  }

  private static <T> String labels(T[] all, Function<T, String> label) {
    return Arrays.stream(all).map(label).collect(Collectors.joining(", "));
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
