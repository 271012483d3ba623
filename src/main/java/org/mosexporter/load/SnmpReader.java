package org.mosexporter.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Snmp;
import org.mosexporter.config.Snmp.Credentials;

/** The snmp section. */
final class SnmpReader {
  private static final int SHORTEST_KEY = 8; // RFC 3414 §11.2

  private final Section section;
  private final String site;

  SnmpReader(Section section, String site) {
    this.section = section;
    this.site = site;
  }

  Snmp read() {
    Duration interval = section.duration("interval", Snmp.none().interval());
    if (interval.toMillis() < 1000 || interval.toHours() >= 1) {
      section.problems().add(section.path().child("interval"), "1s to 59m is expected");
    }
    Map<String, Credentials> credentials = new HashMap<>();
    section.named("credentials").forEach((name, one) -> credentials.put(name, credentials(one)));
    Snmp snmp = new Snmp(interval, credentials, devices(credentials.keySet()));
    section.refuseOthers();
    return snmp;
  }

  private static Credentials credentials(Section one) {
    Credentials credentials =
        switch (one.count("version", 2, 1, 3)) {
          case 1 -> new Credentials.V1(key(one, "community", 1));
          case 3 -> v3(one);
          default -> new Credentials.V2c(key(one, "community", 1));
        };
    one.refuseOthers();
    return credentials;
  }

  private static Credentials v3(Section one) {
    Snmp.Auth auth = one.choice("auth", Snmp.Auth.SHA_256, Snmp.Auth.class);
    Snmp.Privacy privacy = one.choice("privacy", Snmp.Privacy.AES_128, Snmp.Privacy.class);
    if (auth == Snmp.Auth.NONE && privacy != Snmp.Privacy.NONE) {
      one.problems().add(one.path(), "privacy needs authentication (RFC 3414): set auth");
    }
    Secret none = new Secret("");
    return new Credentials.V3(
        one.required("user"),
        auth,
        auth == Snmp.Auth.NONE ? none : key(one, "auth_key", SHORTEST_KEY),
        privacy,
        privacy == Snmp.Privacy.NONE ? none : key(one, "privacy_key", SHORTEST_KEY),
        one.text("context").orElse(""));
  }

  private static Secret key(Section one, String name, int shortest) {
    boolean said = one.has(name);
    Secret secret = one.secret(name).orElse(new Secret(""));
    if (!said) {
      one.problems()
          .add(one.path(), "'" + name + "' is missing; write ${file:PATH} or ${env:NAME}");
    } else if (!secret.value().isEmpty() && secret.value().length() < shortest) {
      one.problems().add(one.path().child(name), "at least " + shortest + " characters are needed");
    }
    return secret;
  }

  private List<Snmp.Device> devices(Set<String> credentials) {
    List<Snmp.Device> devices = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section one : section.sections("devices")) {
      String name = one.required("name");
      String user = one.required("credentials");
      if (!user.isEmpty() && !credentials.contains(user)) {
        one.problems().addValue(one.path().child("credentials"), user, "no such credentials");
      }
      if (!names.add(name)) {
        one.problems().addValue(one.path().child("name"), name, "is there twice");
      }
      one.value("modules", SnmpReader::auto);
      String address = one.required("address");
      devices.add(
          new Snmp.Device(name, one.text("site").orElse(site), address, user, classes(one)));
      one.refuseOthers();
    }
    return devices;
  }

  private static Map<String, Integer> classes(Section device) {
    Map<String, Integer> classes = new HashMap<>();
    Section section = device.section("classes");
    for (String name : device.texts("classes").keySet()) {
      section.value(name, Units::dscp).ifPresent(dscp -> classes.put(name, dscp));
    }
    return classes;
  }

  private static String auto(String text) {
    if (!text.equals("auto")) {
      throw new IllegalArgumentException("auto is expected");
    }
    return text;
  }
}
