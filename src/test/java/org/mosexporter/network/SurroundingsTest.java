package org.mosexporter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.IpAddress;

class SurroundingsTest {
  private static final MacAddress PHONE = MacAddress.parse("0004f2aabb01").orElseThrow();
  private static final ArpEntry ENTRY = new ArpEntry(IpAddress.parse("10.20.30.101"), PHONE);
  private static final LearnedAddress LEARNED =
      new LearnedAddress(PHONE, "Gi1/0/1", OptionalInt.of(130));

  private final RouterHistory history = new RouterHistory("berlin", "sw1");

  @Test
  void keepsWhatAWalkThatFailedDidNotTell() {
    history.onSurroundings(reading(true, whole(ENTRY), whole(LEARNED)));
    RouterSnapshot after =
        history.onSurroundings(reading(false, whole(), new Poll.Part.Unknown<>()));

    assertEquals(List.of(), after.surroundings().arp());
    assertEquals(List.of(LEARNED), after.surroundings().learned());
  }

  @Test
  void keepsThemBetweenTheSeldomReadingsAndWhileTheDeviceIsSilent() {
    history.onSurroundings(reading(true, whole(ENTRY), whole(LEARNED)));
    RouterSnapshot polled = history.onPoll(poll());
    RouterSnapshot silent = history.onSilence(6);

    assertEquals(List.of(ENTRY), polled.surroundings().arp());
    assertEquals(List.of(LEARNED), silent.surroundings().learned());
    assertEquals(Map.of("if_mib", true, "bridge_mib", true), polled.modules());
    assertEquals(Map.of("if_mib", false, "bridge_mib", false), silent.modules());
  }

  @Test
  void aPollIsGoodThoughTheSurroundingsAreNot() {
    history.onSurroundings(reading(false, whole(), whole()));
    RouterSnapshot polled = history.onPoll(poll(Map.of("if_mib", true, "bridge_mib", false)));

    assertEquals(OptionalLong.of(1), polled.lastSuccessNs());
    assertEquals(Map.of("if_mib", true, "bridge_mib", false), polled.modules());
  }

  @Test
  void readsHardwareAddressesHoweverTheyAreWritten() {
    for (String text :
        List.of("0004F2AABB01", "00:04:f2:aa:bb:01", "00-04-F2-AA-BB-01", "0004.f2aa.bb01")) {
      assertEquals(Optional.of(PHONE), MacAddress.parse(text), text);
    }
    assertEquals("0004f2aabb01", PHONE.toString());
    assertEquals(Optional.of(PHONE), MacAddress.of(new byte[] {0, 4, -14, -86, -69, 1}));
  }

  @Test
  void takesNoGroupAndNoOtherTextForAStation() {
    for (String text :
        List.of(
            "",
            "000000000000",
            "ffffffffffff",
            "01005e0000fb",
            "0004F2AABB0",
            "0004F2AABB011",
            "0004F2AABB0g",
            "00:04:f2:aa:bb:0",
            "-----------------",
            "0004f2aabb01::::::")) {
      assertEquals(Optional.empty(), MacAddress.parse(text), text);
    }
    assertEquals(Optional.empty(), MacAddress.of(new byte[0]));
    assertEquals(Optional.empty(), MacAddress.of(new byte[8]));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the list copies them
  private static <T> Poll.Part<T> whole(T... rows) {
    return new Poll.Part.Whole<>(List.of(rows));
  }

  private static Poll poll() {
    return poll(Map.of("if_mib", true));
  }

  private static Poll poll(Map<String, Boolean> modules) {
    return new Poll(
        1,
        0.1,
        OptionalLong.of(100),
        OptionalLong.empty(),
        modules,
        new Poll.Part.Unknown<>(),
        Map.of(),
        new Poll.Part.Unknown<>(),
        new Poll.Part.Unknown<>());
  }

  private static Surroundings.Reading reading(
      boolean good, Poll.Part<ArpEntry> arp, Poll.Part<LearnedAddress> learned) {
    return new Surroundings.Reading(
        Map.of("bridge_mib", good),
        new Poll.Part.Unknown<>(),
        new Poll.Part.Unknown<>(),
        learned,
        arp,
        new Poll.Part.Unknown<>(),
        new Poll.Part.Unknown<>(),
        new Poll.Part.Unknown<>());
  }
}
