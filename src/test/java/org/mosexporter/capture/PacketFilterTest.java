package org.mosexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Capture;
import org.mosexporter.wire.link.LinkType;

class PacketFilterTest {
  private static final String IPV4_UDP = "45000020 00010000 40110000 0a000001 0a000002";
  private static final String MACS = "020000000001 020000000002 ";
  private static final Capture ETH1 = new Capture("eth1", true, 1 << 20);

  private static void needLibpcap() {
    if (NativePcap.load().isEmpty()) {
      System.err.println("SKIPPED: libpcap is not installed");
      assertNotEquals("true", System.getenv("CI"), "libpcap is not installed");
      Assumptions.abort("libpcap is not installed");
    }
  }

  private static String udp(int port) {
    return IPV4_UDP + "9c40%04x 000c0000 00000000".formatted(port);
  }

  @Test
  void theUsersExpressionTakesThePlaceOfTheBuiltInChoice() throws Exception {
    needLibpcap();
    Capture filtered = ETH1.filtered("udp and not port 53", List.of(), 512);
    FilterProgram filter = PacketFilter.of(filtered, LinkType.ETHERNET);

    assertEquals(512, FilterMachine.run(filter, MACS + "0800" + udp(5060)));
    assertEquals(0, FilterMachine.run(filter, MACS + "0800" + udp(53)));
    assertEquals(0, FilterMachine.run(filter, MACS + "0806" + "00".repeat(28)));
  }

  @Test
  void anExpressionAlsoWorksWhereThereIsNoEthernet() throws Exception {
    needLibpcap();
    Capture filtered = ETH1.filtered("udp port 5060", List.of(), Capture.WHOLE_PACKETS);
    FilterProgram filter = PacketFilter.of(filtered, LinkType.RAW_IP);

    assertEquals(Capture.WHOLE_PACKETS, FilterMachine.run(filter, udp(5060)));
    assertEquals(0, FilterMachine.run(filter, udp(5061)));
  }

  @Test
  void withoutExpressionTheBuiltInChoiceHolds() throws Exception {
    assertEquals(
        BuiltInFilter.program(ETH1, LinkType.ETHERNET), PacketFilter.of(ETH1, LinkType.ETHERNET));
    assertEquals("", PacketFilter.checked(" "));
  }

  @Test
  void saysWhatIsWrongWithAnExpression() {
    needLibpcap();
    String message =
        assertThrows(IllegalArgumentException.class, () -> PacketFilter.checked("udp and prot 53"))
            .getMessage();
    // The middle is libpcap's own and differs between its versions.
    assertTrue(message.startsWith("libpcap does not take it: "), message);
    assertTrue(message.endsWith("'udp and not port 53' (man pcap-filter)"), message);

    CaptureException refused =
        assertThrows(
            CaptureException.class,
            () -> PacketFilter.of(ETH1.filtered("((", List.of(), 512), LinkType.ETHERNET));
    assertTrue(
        refused.getMessage().startsWith("the filter of eth1, '((': libpcap does not take it: "),
        refused.getMessage());
  }

  @Test
  void survivesTextsThatAreNoExpression() {
    needLibpcap();
    for (String text :
        List.of(
            "udp\0", "port 99999999999", "(".repeat(3000), "%n%s%s%s", "höst", "x".repeat(9000))) {
      assertThrows(
          IllegalArgumentException.class, () -> PacketFilter.checked(text), () -> "taken: " + text);
    }
  }

  @Test
  void refusesAProgramThatIsTooLongForTheKernel() {
    FilterProgram.Instruction nothing = new FilterProgram.Instruction(0x06, 0, 0, 0);
    assertEquals(4096, new FilterProgram(Collections.nCopies(4096, nothing)).instructions().size());
    assertThrows(
        IllegalArgumentException.class,
        () -> new FilterProgram(Collections.nCopies(4097, nothing)));
  }

  @Test
  void compilesAsLongAnExpressionAsIsTaken() {
    needLibpcap();
    StringBuilder hosts = new StringBuilder("host 10.0.0.1");
    for (int i = 0; hosts.length() < 4070; i++) {
      hosts.append(" or 10.").append(i % 200).append('.').append(i / 200).append(".9");
    }
    assertEquals(hosts.toString(), PacketFilter.checked(hosts.toString()));
  }

  @Test
  void saysThatLibpcapIsNotInstalled() {
    assertEquals(Optional.empty(), NativePcap.load(List.of("libpcap.so.none", "nor.this")));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> PacketFilter.compiled(Optional.empty(), "udp", LinkType.ETHERNET, 512))
            .getMessage();
    assertEquals(
        "a filter needs libpcap, which is not installed: install libpcap0.8 (Debian, Ubuntu) or"
            + " libpcap (others), or leave the filter out",
        message);
  }
}
