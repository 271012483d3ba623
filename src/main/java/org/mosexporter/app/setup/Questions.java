package org.mosexporter.app.setup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mosexporter.app.setup.Findings.Because;
import org.mosexporter.app.setup.Findings.Named;
import org.mosexporter.app.setup.Findings.Office;
import org.mosexporter.app.setup.Findings.PhoneNetwork;
import org.mosexporter.app.setup.Findings.Zone;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network.Access;
import org.mosexporter.load.OfficeHours;

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
    Office office = office(found.office());
    Optional<Because<String>> capture =
        ask(
            "Interface that gets the mirror",
            found.capture(),
            one -> one.map(Because::what).orElse("that of the default route"),
            text -> one(text).map(name -> new Because<>(name, SAID)));
    List<PhoneNetwork> networks =
        ask(
            "Networks of the phones, such as 10.1.20.0/24, 10.1.30.0/23",
            found.networks(),
            all -> list(all.stream().map(PhoneNetwork::cidr)),
            Questions::networks);
    networks = accesses(networks);
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
    return found.with(office, capture, networks, servers, trunks);
  }

  private Office office(Office found) throws IOException {
    String name = ask("Name of this office", found.name(), text -> text);
    Optional<String> hours =
        ask(
            "Office hours, such as Mon-Fri 08:00-18:00",
            found.hours(),
            said -> said.orElse("none"),
            text -> one(text).map(OfficeHours::checked));
    Zone zone = found.zone();
    if (hours.isPresent()) {
      zone = ask("Time zone of the office", zone, one -> one.id().getId(), Questions::zone);
    }
    return new Office(new Words().name(name, found.name()), zone, hours);
  }

  private static Zone zone(String text) {
    try {
      return new Zone(ZoneId.of(text), true);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException("a zone is expected, such as Europe/Berlin", unknown);
    }
  }

  private List<PhoneNetwork> accesses(List<PhoneNetwork> networks) throws IOException {
    List<PhoneNetwork> said = new ArrayList<>();
    for (PhoneNetwork one : networks) {
      Access access =
          ask(
              "How phones in %s are connected: wired, wifi, vpn or mobile".formatted(one.cidr()),
              one.access(),
              is -> is == Access.UNKNOWN ? "not said" : is.name().toLowerCase(Locale.ROOT),
              Questions::access);
      said.add(new PhoneNetwork(one.cidr(), access, one.why()));
    }
    return said;
  }

  private static Access access(String text) {
    return Arrays.stream(Access.values())
        .filter(one -> one.name().equalsIgnoreCase(text))
        .findFirst()
        .or(() -> text.isEmpty() ? Optional.of(Access.UNKNOWN) : Optional.empty())
        .orElseThrow(() -> new IllegalArgumentException("wired, wifi, vpn or mobile is expected"));
  }

  /** The loader would refuse them, when all else has been answered. */
  private static List<PhoneNetwork> networks(String text) {
    List<PhoneNetwork> typed = new ArrayList<>();
    for (Cidr cidr : parts(text).map(Cidr::parse).toList()) {
      for (PhoneNetwork other : typed) {
        if (other.cidr().overlaps(cidr)) {
          throw new IllegalArgumentException(cidr + " overlaps with " + other.cidr());
        }
      }
      typed.add(new PhoneNetwork(cidr, Access.UNKNOWN, SAID));
    }
    return typed;
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
