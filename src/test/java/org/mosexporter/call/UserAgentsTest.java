package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.Shared;

class UserAgentsTest {
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
    assertEquals(new Device(vendor, model, firmware), UserAgents.device(said));
  }

  @Test
  void whatAPhoneSaysNeverBecomesALongOrStrangeLabel() {
    Device device =
        UserAgents.device("Gigaset " + "N870 IP".repeat(30) + "/\"}\n\u202e{" + "9".repeat(300));

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
        Device device = UserAgents.device(row[3]);
        if (!device.equals(expected)) {
          wrong.add(row[3] + " → " + device);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }
}
