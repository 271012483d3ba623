package org.mosexporter.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.Snmp.Credentials;

class TextsTest {
  @Test
  void leavesNothingThatCouldForgeALogLine() {
    Random random = new Random(1);
    byte[] octets = new byte[400];
    for (int i = 0; i < 2_000; i++) {
      random.nextBytes(octets);
      String text = Texts.of(octets);
      assertTrue(text.length() <= 128, text);
      assertTrue(text.codePoints().noneMatch(Character::isISOControl), text);
    }
  }

  @Test
  void keepsWholeCharactersAtTheCut() {
    // A hundred and twenty-eight UTF-16 units hold sixty-four of these.
    assertEquals(128, Texts.bounded("\uD83D\uDCDE".repeat(100)).length());
    assertEquals(127, Texts.bounded("a" + "\uD83D\uDCDE".repeat(100)).length());
    assertEquals("ab", Texts.bounded("a\u202Eb\u200B"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Match  dscp ef (46)                 | 46
          Match dscp cs7 (56)                 | 56
          Match  dscp 52                      | 52
          Match ip  dscp ef (46)              | 46
          Match  dscp cs3 (24)  af31 (26)     | 24,26
          Match dscp ef cs3                   | 46,24
          Match dscp default                  | 0
          Match dscp 99                       | ''
          Match any                           | ''
          Match access-group name PHONES-46   | ''
          Match protocol rtp audio            | ''
          Match precedence 5                  | ''
          """)
  void readsCodePointsOfMatchStatements(String statement, String points) {
    List<Integer> expected =
        points.isEmpty()
            ? List.of()
            : List.of(points.split(",", -1)).stream().map(Integer::valueOf).toList();
    assertEquals(expected, DscpMatch.codePoints(statement));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "10.1.0.1,          10.1.0.1, 161",
    "10.1.0.1:1161,     10.1.0.1, 1161",
    "gw.example,        gw.example, 161",
    "fd99::1,           fd99::1, 161",
    "[fd99::1],         fd99::1, 161",
    "[fd99::1]:1161,    fd99::1, 1161"
  })
  void readsAddresses(String written, String host, int port) throws SnmpFault {
    assertEquals(new DeviceAddress(host, port), DeviceAddress.parse(written));
  }

  @Test
  void showsNoCommunity() {
    assertTrue(!ReplayAgent.PUBLIC.toString().contains("public"));
    assertTrue(ReplayAgent.PUBLIC instanceof Credentials.V2c);
  }
}
