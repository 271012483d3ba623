package org.mosexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.Capture;
import org.mosexporter.wire.link.LinkType;

class InterfaceFilterTest {
  private static final Capture ETH1 = new Capture("eth1", true, 1 << 20);

  @Test
  void isCompiledOnceHoweverOftenTheInterfaceIsOpened() throws Exception {
    List<LinkType> compiled = new ArrayList<>();
    InterfaceFilter filter =
        new InterfaceFilter(
            ETH1,
            (capture, linkType) -> {
              compiled.add(linkType);
              return BuiltInFilter.program(capture, linkType);
            });
    FilterProgram first = filter.of(LinkType.ETHERNET);
    for (int i = 0; i < 10; i++) {
      assertSame(first, filter.of(LinkType.ETHERNET));
      assertEquals(BuiltInFilter.program(ETH1, LinkType.RAW_IP), filter.of(LinkType.RAW_IP));
    }

    assertEquals(List.of(LinkType.ETHERNET, LinkType.RAW_IP), compiled);
  }

  @Test
  void isRefusedOnlyWhereItIsOfNoUse() throws Exception {
    CaptureException refused = new CaptureException("no MAC addresses there");
    InterfaceFilter filter =
        new InterfaceFilter(
            ETH1,
            (capture, linkType) -> {
              if (linkType == LinkType.RAW_IP) {
                throw refused;
              }
              return BuiltInFilter.program(capture, linkType);
            });

    filter.of(LinkType.ETHERNET);
    assertSame(refused, assertThrows(CaptureException.class, () -> filter.of(LinkType.RAW_IP)));
  }

  @Test
  void doesNotPassOnWhatGoesWrongInTheCompiler() {
    Capture capture = ETH1.filtered("udp", List.of(), 512);
    InterfaceFilter filter =
        new InterfaceFilter(
            capture,
            (_, _) -> {
              throw new IllegalStateException("no such symbol");
            });

    assertEquals(
        "the filter of eth1, 'udp', cannot be compiled: no such symbol",
        assertThrows(CaptureException.class, () -> filter.of(LinkType.ETHERNET)).getMessage());
  }
}
