package org.mosexporter.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.IpAddress;

/** Which of the addresses that a device claims are kept. */
class DeviceAddressesTest {
  private static DeviceAddresses said(String... all) {
    DeviceAddresses addresses = new DeviceAddresses();
    Stream.of(all).map(IpAddress::parse).forEach(addresses::add);
    return addresses;
  }

  private static List<String> texts(List<IpAddress> all) {
    return all.stream().map(IpAddress::toString).toList();
  }

  @Test
  void thoseThatLeadNowhereAreLeftOut() {
    DeviceAddresses addresses =
        said(
            "0.0.0.0",
            "::",
            "127.0.0.1",
            "::1",
            "169.254.0.7",
            "fe80::7",
            "224.0.0.1",
            "ff02::1",
            "255.255.255.255",
            "10.1.0.1");

    assertEquals(List.of("10.1.0.1"), texts(addresses.list()));
  }

  @Test
  void eachStandsOnceInTheOrderInWhichItIsSaid() {
    DeviceAddresses managed = said("10.9.0.1", "10.1.0.1", "10.9.0.1");

    assertEquals(
        List.of("10.9.0.1", "10.1.0.1", "fd00::1"),
        texts(managed.and(said("fd00::1", "10.9.0.1"))));
  }

  @Test
  void aDeviceHasNotMoreThanAFew() {
    DeviceAddresses addresses = new DeviceAddresses();
    for (int i = 1; i <= 1_000; i++) {
      addresses.add(IpAddress.ofIpv4(0x0A000000 + i));
    }

    assertEquals(16, addresses.list().size());
    assertEquals("10.0.0.16", addresses.list().getLast().toString());
  }
}
