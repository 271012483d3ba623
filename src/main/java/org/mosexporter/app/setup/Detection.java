package org.mosexporter.app.setup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.mosexporter.app.setup.Findings.Because;
import org.mosexporter.app.setup.Findings.Named;
import org.mosexporter.app.setup.Findings.Office;
import org.mosexporter.app.setup.Findings.PhoneNetwork;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;

/** What follows from a survey, and from what the host knows of itself. */
public final class Detection {
  /** A switch floods some frames of others to every port. */
  private static final long LEAST_FOREIGN = 20;

  private static final int LEAST_HUB = 3;
  private static final int MOST = 50;
  private static final int MOST_CIDRS = 8;
  private static final int IPV4_OFFSET = 96;
  private static final int WIDEST_IPV4 = IPV4_OFFSET + 16;
  private static final int WIDEST_IPV6 = 48;
  private static final int GUESSED_IPV4 = IPV4_OFFSET + 24;
  private static final int GUESSED_IPV6 = 64;

  private final HostNetwork host;
  private final Survey survey;
  private final Words words = new Words();
  private final Set<IpAddress> phones = new TreeSet<>();
  private final Set<IpAddress> strangers = new TreeSet<>();

  private Detection(HostNetwork host, Survey survey) {
    this.host = host;
    this.survey = survey;
  }

  /**
   * Everything that was found.
   *
   * @param chosen interfaces that somebody named; else the best of those that were listened to
   */
  public static Findings of(
      Office office, HostNetwork host, Survey survey, Optional<String> chosen) {
    return new Detection(host, survey).findings(office, chosen);
  }

  private Findings findings(Office office, Optional<String> chosen) {
    survey.sip().keySet().forEach(this::sort);
    for (Survey.Speech speech : survey.speech()) {
      sort(speech.source());
      sort(speech.destination());
    }
    List<Named<IpAddress>> servers = servers();
    servers.forEach(server -> phones.remove(server.what()));
    host.routes().gateways().forEach(phones::remove);
    return new Findings(
        new Office(new Words().name(office.name(), "office"), office.zone(), office.hours()),
        chosen.map(name -> new Because<>(name, "as you said")).or(this::capture),
        interfaces(),
        networks(),
        servers,
        trunks(),
        RouterList.of(survey.neighbours(), Askable.by(host), words),
        reachable());
  }

  private void sort(IpAddress address) {
    if (!address.isMulticast() && !address.isUnspecified()) {
      (isLocal(address) ? phones : strangers).add(address);
    }
  }

  private boolean isLocal(IpAddress address) {
    return Network.privateAddresses("").stream().anyMatch(one -> one.cidr().contains(address))
        || host.ports().stream()
            .flatMap(port -> port.networks().stream())
            .anyMatch(network -> network.contains(address));
  }

  /** Where speech is seen; else where packets of others are. */
  private Optional<Because<String>> capture() {
    if (host.ports().isEmpty()) {
      return Optional.empty();
    }
    Optional<Survey.Place> speaking =
        survey.places().stream()
            .filter(place -> survey.speechAt(place) > 0)
            .max(Comparator.comparingLong(survey::speechAt));
    if (speaking.isPresent()) {
      return speaking.map(
          place ->
              new Because<>(
                  place.name, survey.speechAt(place) + " packets of speech were seen there"));
    }
    return survey.places().stream()
        .filter(place -> place.foreign >= LEAST_FOREIGN)
        .max(Comparator.comparingLong(place -> place.foreign))
        .map(
            place ->
                new Because<>(
                    place.name,
                    place.foreign + " packets between other hosts were seen there: a mirror"));
  }

  private List<String> interfaces() {
    List<String> lines = new ArrayList<>();
    for (HostNetwork.Port port : host.ports()) {
      String at =
          port.networks().isEmpty()
              ? "no address"
              : String.join(", ", port.networks().stream().map(Cidr::toString).toList());
      String showed =
          survey.places().stream()
              .filter(place -> place.name.equals(port.name()))
              .findFirst()
              .map(
                  place ->
                      "%d packets, %d of them between other hosts, %d of speech"
                          .formatted(place.packets, place.foreign, survey.speechAt(place)))
              .orElse("not listened to");
      lines.add("%s: %s; %s".formatted(port.name(), at, showed));
    }
    return lines;
  }

  private List<Named<IpAddress>> servers() {
    Map<IpAddress, SipFacts.Party> local = new TreeMap<>(survey.sip());
    local.keySet().removeIf(address -> !isLocal(address));
    List<Map.Entry<IpAddress, SipFacts.Party>> registrars =
        local.entrySet().stream()
            .filter(party -> !party.getValue().registered.isEmpty())
            .sorted(Comparator.comparingInt(party -> -party.getValue().registered.size()))
            .limit(MOST)
            .toList();
    List<Map.Entry<IpAddress, SipFacts.Party>> found =
        registrars.isEmpty() ? hubs(local) : registrars;
    return found.stream()
        .map(
            party ->
                new Named<>(
                    words.name("pbx", "pbx"),
                    party.getKey(),
                    role(party.getValue()) + software(party.getValue())))
        .toList();
  }

  /** Without a registration in sight: whoever speaks with several others. */
  private List<Map.Entry<IpAddress, SipFacts.Party>> hubs(Map<IpAddress, SipFacts.Party> local) {
    return local.entrySet().stream()
        .filter(party -> localPeers(party.getValue()) >= LEAST_HUB)
        .sorted(Comparator.comparingLong(party -> -localPeers(party.getValue())))
        .limit(1)
        .toList();
  }

  private long localPeers(SipFacts.Party party) {
    return party.peers.stream().filter(this::isLocal).count();
  }

  private static String role(SipFacts.Party party) {
    return party.registered.isEmpty()
        ? party.peers.size() + " others speak SIP with it"
        : "it answers the registrations of " + party.registered.size();
  }

  private static String software(SipFacts.Party party) {
    String said = Words.remark(party.software());
    return said.isEmpty() ? "" : "; it calls itself " + said;
  }

  private List<PhoneNetwork> networks() {
    Map<Cidr, Integer> counts = new TreeMap<>(Comparator.comparing(Cidr::base));
    Set<Cidr> known = new HashSet<>();
    for (IpAddress phone : phones) {
      Cidr network = known(phone).orElseGet(() -> around(phone, GUESSED_IPV4, GUESSED_IPV6));
      known(phone).ifPresent(known::add);
      counts.merge(network, 1, Integer::sum);
    }
    List<PhoneNetwork> networks = new ArrayList<>();
    counts.entrySet().stream()
        .sorted(Comparator.comparingInt(one -> one.getKey().prefixBits()))
        .forEach(
            one -> {
              boolean apart =
                  networks.stream().noneMatch(other -> other.cidr().overlaps(one.getKey()));
              if (apart && networks.size() < MOST) {
                String how =
                    known.contains(one.getKey())
                        ? "this host has a route to it"
                        : "how wide it is was guessed";
                networks.add(
                    new PhoneNetwork(
                        one.getKey(),
                        Network.Access.UNKNOWN,
                        "%d addresses in it speak or signal; %s".formatted(one.getValue(), how)));
              }
            });
    return networks;
  }

  /** The narrowest network that this host knows to hold it, unless that is half the world. */
  private Optional<Cidr> known(IpAddress address) {
    return reachable().stream()
        .filter(network -> network.contains(address))
        .filter(network -> network.prefixBits() >= (address.isIpv4() ? WIDEST_IPV4 : WIDEST_IPV6))
        .max(Comparator.comparingInt(Cidr::prefixBits));
  }

  private List<Cidr> reachable() {
    return Stream.concat(
            host.ports().stream().flatMap(port -> port.networks().stream()),
            host.routes().networks().stream())
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static Cidr around(IpAddress address, int ipv4Bits, int ipv6Bits) {
    return new Cidr(address, address.isIpv4() ? ipv4Bits : ipv6Bits);
  }

  /** Public addresses, near ones together: first those that signal, then those that only speak. */
  private List<Named<List<Cidr>>> trunks() {
    Map<Cidr, List<IpAddress>> signalling = new LinkedHashMap<>();
    Map<Cidr, List<IpAddress>> speaking = new LinkedHashMap<>();
    for (IpAddress stranger : strangers) {
      Cidr near = around(stranger, GUESSED_IPV4, WIDEST_IPV6);
      (survey.sip().containsKey(stranger) ? signalling : speaking)
          .computeIfAbsent(near, _ -> new ArrayList<>())
          .add(stranger);
    }
    speaking
        .entrySet()
        .removeIf(
            group -> {
              List<IpAddress> with =
                  signalling.size() == 1
                      ? signalling.values().iterator().next()
                      : signalling.get(group.getKey());
              return with != null && with.addAll(group.getValue());
            });
    List<Named<List<Cidr>>> trunks = new ArrayList<>();
    signalling.forEach((near, group) -> trunks.add(trunk(near, group)));
    speaking.forEach((near, group) -> trunks.add(trunk(near, group)));
    return trunks.stream().limit(MOST).toList();
  }

  private Named<List<Cidr>> trunk(Cidr near, List<IpAddress> group) {
    List<SipFacts.Party> parties =
        group.stream().filter(survey.sip()::containsKey).map(survey.sip()::get).toList();
    String domain =
        parties.stream()
            .map(SipFacts.Party::domain)
            .filter(d -> !d.isEmpty())
            .findFirst()
            .orElse("");
    List<Cidr> cidrs =
        group.size() > MOST_CIDRS
            ? List.of(near)
            : group.stream().sorted().map(one -> new Cidr(one, 128)).toList();
    long registered = parties.stream().mapToLong(party -> party.registered.size()).sum();
    String why =
        registered > 0
            ? "it answers the registrations of " + registered
            : parties.isEmpty() ? "speech goes there, no SIP was seen" : "SIP goes there";
    String said = parties.isEmpty() ? "" : software(parties.getFirst());
    return new Named<>(words.name(domain, "trunk"), cidrs, why + said);
  }
}
