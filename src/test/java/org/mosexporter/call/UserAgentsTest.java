package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.Shared;
import org.mosexporter.config.Config;
import org.mosexporter.config.Limits;
import org.mosexporter.config.Privacy;
import org.mosexporter.config.UserAgentRule;

class UserAgentsTest {
  private final UserAgents rules = new UserAgents(List.of());

  @ParameterizedTest(name = "says {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Yealink SIP-T54W 96.86.0.70                | Yealink     | SIP-T54W  | 96.86.0.70
          PolycomVVX-VVX_450-UA/6.4.3.5156           | Polycom     | VVX_450   | 6.4.3.5156
          Cisco-CP8811/12.8.1                        | Cisco       | CP8811    | 12.8.1
          Cisco/SPA504G-7.6.2f                       | Cisco       | SPA504G   | 7.6.2
          snom720/8.9.3.80                           | snom        | 720       | 8.9.3.80
          Grandstream HT801 1.0.37.1                 | Grandstream | HT801     | 1.0.37.1
          Fanvil X6U 2.4.6                           | Fanvil      | X6U       | 2.4.6
          Mitel 6867i/5.1.0.1024                     | Mitel       | 6867i     | 5.1.0.1024
          Linphone/5.1.0 (belle-sip/5.2)             | Linphone    | Linphone  | 5.1.0
          baresip v1.0.0 (x86_64/Linux)              | baresip     | baresip   | 1.0.0
          PJSUA v2.14 Linux-6.1/x86_64/glibc-2.36    | PJSIP       | PJSUA     | 2.14
          Zoiper rv2.10.19                           | Zoiper      | Zoiper    | 2.10.19
          Acme Phone 1.0                             | other       | other     | other
          Yealink                                    | other       | other     | other
          Asterisk PBX 20.5.0                        | ''          | ''        | ''
          FreeSWITCH-mod_sofia/1.10.11               | ''          | ''        | ''
          ''                                         | ''          | ''        | ''
          """)
  void tellsMakeModelAndFirmware(String said, String vendor, String model, String firmware) {
    assertEquals(new Device(vendor, model, firmware), rules.device(said));
  }

  @Test
  void whatAPhoneSaysNeverBecomesALongOrStrangeLabel() {
    Device device =
        rules.device("Gigaset " + "N870 IP".repeat(30) + "/\"}\n\u202e{" + "9".repeat(300));

    String all = device.vendor() + device.model() + device.firmware();
    assertTrue(all.length() < 100, all);
    assertTrue(all.matches("[A-Za-z0-9 ._+()!-]*"), all);
  }

  @Test
  void agreesWithTheCollectedSamples() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String line : Files.readAllLines(Shared.path().resolve("samples/ua/user_agents.psv"))) {
      String[] row = line.split("\\|", -1);
      if (!line.startsWith("#") && !row[1].isEmpty() && !row[1].equals("CUCM")) {
        Device expected = new Device(row[0], row[1], row[2]);
        Device device = rules.device(row[3]);
        if (!device.equals(expected)) {
          wrong.add(row[3] + " → " + device);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void rulesOfTheUsersOwnComeFirst() {
    UserAgents own =
        new UserAgents(
            List.of(
                rule("Acme (\\w+) .*", "Acme", 1, 0),
                rule("Yealink SIP-(T54W) ([\\d.]+)", "ours", 1, 2),
                rule("(v\\d+)?Nameless", "Nameless", 0, 1)));
    assertEquals(new Device("Acme", "One", "other"), own.device("Acme One 1.0"));
    assertEquals(
        new Device("ours", "T54W", "96.86.0.70"), own.device("Yealink SIP-T54W 96.86.0.70"));
    assertEquals(new Device("Yealink", "SIP-T46S", "1.2"), own.device("Yealink SIP-T46S 1.2"));
    assertEquals(new Device("Nameless", "other", "other"), own.device("Nameless"));
    assertEquals(Device.OTHER, own.device("xAcme One 1.0"));
    assertEquals(Device.UNSEEN, own.device("Asterisk PBX 20"));
  }

  @Test
  void theConfigurationsRulesTellTheEndpointsDevice() {
    Config plain = Office.config(Limits.defaults(), Privacy.Form.PLAIN);
    Config config = plain.but().userAgents(List.of(rule("Acme (\\w+)/(.*)", "Acme", 1, 2))).build();
    Office office = new Office(config);
    office.register(0, Office.ALICE, "1001", "Acme One/2.0");
    EndpointInfo alice = office.tracker.endpoints().getFirst();
    assertEquals("Acme One 2.0", alice.vendor() + " " + alice.model() + " " + alice.firmware());
  }

  private static UserAgentRule rule(String pattern, String vendor, int model, int firmware) {
    return new UserAgentRule(Pattern.compile(pattern), vendor, group(model), group(firmware));
  }

  private static OptionalInt group(int number) {
    return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
