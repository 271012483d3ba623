package org.mosexporter.fuzz;

import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;

import java.util.List;
import java.util.stream.Stream;

/** Good announcements of our own making. */
final class SeedNeighbours {
  private static final byte[] SWITCH =
      hex("0180C200000E 00049FAABB03 88CC 0204 07 737731 0407 03 00049FAABB13 0602 0078");

  /** A router with everything, a switch with a voice VLAN behind a tag, a phone, short items. */
  static List<byte[]> lldp() {
    return Stream.concat(whole().stream(), shortest()).toList();
  }

  /** The last item of each is shorter than its kind must be, and nothing follows it. */
  private static Stream<byte[]> shortest() {
    return Stream.of(
            "1002 05 01", "1002 11 02", "1001 05", "1000", "FE04 0012BB 02", "0E02 0014", "0200")
        .map(item -> concat(SWITCH, hex(item)));
  }

  private static List<byte[]> whole() {
    byte[] address = hex("100C 05 01 0A010001 02 00000001 00");
    byte[] address6 = hex("1018 11 02 FD000000000000000000000000000001 02 00000001 00");
    byte[] policy = hex("FE08 0012BB 02 01 40F16E");
    byte[] end = hex("0000");
    byte[] router =
        hex(
            "0180C200000E 00049FAABB02 88CC 0207 04 00049FAABB02 0408 05 4769302F302F31 0602 0078"
                + " 0A03 677731 0C08 494F532058452037 0E04 0014 0010");
    byte[] bridge =
        hex("0180C200000E 00049FAABB03 8100 0001 88CC 0204 07 737731 0602 0078 0E04 0004 0004");
    byte[] noVlan = hex("FE08 0012BB 02 01 5FFF6E"); // all ones
    byte[] phone =
        hex(
            "0180C200000E 00156512F0A1 88CC 0206 05 01 0A01140B 0407 03 00156512F0A1"
                + " 0602 0078 0E04 0024 0024");
    return List.of(
        concat(router, address, end),
        concat(bridge, policy, address6, end),
        concat(phone, noVlan, end));
  }

  private SeedNeighbours() {}
}
