package org.mosexporter.app.setup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mosexporter.app.setup.Findings.Because;
import org.mosexporter.app.setup.Findings.Named;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;

/**
 * Asks whoever sits at the terminal. An empty answer keeps what was found, a minus sign is for
 * none.
 */
public final class Questions {
  private static final String NONE = "-";
  private static final String SAID = "as you said";
  private static final int MOST_TRIES = 3;

  private final BufferedReader answers;
  private final PrintWriter out;

  public Questions(BufferedReader answers, PrintWriter out) {
    this.answers = answers;
    this.out = out;
  }

  /** Goes through what was found. */
  public Findings about(Findings found) throws IOException {
    out.println("Enter keeps what stands in brackets, - is for none.");
    String site = ask("Name of this office", found.site(), text -> text);
    Optional<Because<String>> capture =
        ask(
            "Interface that gets the mirror",
            found.capture(),
            one -> one.map(Because::what).orElse("that of the default route"),
            text -> one(text).map(name -> new Because<>(name, SAID)));
    List<Because<Cidr>> networks =
        ask(
            "Networks of the phones, such as 10.1.20.0/24, 10.1.30.0/23",
            found.networks(),
            all -> list(all.stream().map(Because::what)),
            text -> parts(text).map(Cidr::parse).map(c -> new Because<>(c, SAID)).toList());
    List<Named<IpAddress>> servers =
        ask(
            "Addresses of the PBX",
            found.servers(),
            all -> list(all.stream().map(Named::what)),
            this::servers);
    List<Named<List<Cidr>>> trunks =
        ask(
            "Addresses or ranges of providers",
            found.trunks(),
            all -> list(all.stream().flatMap(one -> one.what().stream())),
            this::trunks);
    return found.with(new Words().name(site, found.site()), capture, networks, servers, trunks);
  }

  /** Yes or no; anything but a yes is a no. */
  public boolean agrees(String question) throws IOException {
    String answer = line(question + " [y/N] ");
    return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
  }

  private String ask(String question, String found, Function<String, String> parse)
      throws IOException {
    return ask(question, found, text -> text, parse);
  }

  private <T> T ask(String question, T found, Function<T, String> shown, Function<String, T> parse)
      throws IOException {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      String answer = line(question + " [" + shown.apply(found) + "]: ");
      if (answer.isEmpty()) {
        return found;
      }
      try {
        return parse.apply(answer.equals(NONE) ? "" : answer);
      } catch (IllegalArgumentException wrong) {
        out.println(wrong.getMessage());
      }
    }
    out.println("What was found is kept.");
    return found;
  }

  /** The end of the input is an empty answer. */
  private String line(String question) throws IOException {
    out.print(question);
    out.flush();
    String answer = answers.readLine();
    return answer == null ? "" : answer.strip();
  }

  private List<Named<IpAddress>> servers(String text) {
    Words names = new Words();
    return parts(text)
        .map(IpAddress::parse)
        .map(one -> new Named<>(names.name("pbx", "pbx"), one, SAID))
        .toList();
  }

  private List<Named<List<Cidr>>> trunks(String text) {
    Words names = new Words();
    List<Named<List<Cidr>>> trunks = new ArrayList<>();
    parts(text)
        .map(Cidr::parse)
        .forEach(c -> trunks.add(new Named<>(names.name("trunk", "trunk"), List.of(c), SAID)));
    return trunks;
  }

  private static Optional<String> one(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static Stream<String> parts(String text) {
    return Arrays.stream(text.split("[,\\s]+", -1)).filter(part -> !part.isEmpty());
  }

  private static String list(Stream<?> all) {
    List<String> texts = all.map(String::valueOf).toList();
    return texts.isEmpty() ? "none" : String.join(", ", texts);
  }
}
