package org.mosexporter.fuzz;

import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.u16;

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

  /** A router with addresses of all kinds, a switch behind a tag, a phone; cut lists and items. */
  static List<byte[]> cdp() {
    String all =
        "0001 0009 6777312E62 0002 0040 00000002 02 08 AAAA03 000000 86DD 0010 FE80000000000000"
            + " 02049FFFFEAABB02 02 08 AAAA03 000000 86DD 0010 FD000000000000000000000000000001"
            + " 0003 000B 4769302F302F31 0004 0008 00000021 0005 0009 31352E390A 0006 0007 373239"
            + " 0014 0007 677731 0016 001A 00000002 01 01 81 0005 4900010203 01 01 CC 0004 0A010001";
    String voice = "0001 0014 6E396B2846444F32313334583041422900 0004 0008 00000028 000E 0007 01";
    String phone = "0001 0007 534550 0004 0008 00000490 0003 0008 506F7274";
    return Stream.concat(
            Stream.of(all, voice + "0078", voice + "0FFF", phone),
            Stream.of(
                "0002 0010 00000001 01 01 CC 0004 0A0100",
                "0002 0023 00000001 02 08 AAAA03 000000 86DD 0010 FD0000000000000000000000000000",
                "0002 000A 00000001 01 FF",
                "0002 0006 0000",
                "0016 000D FFFFFFFF 01 01 CC 0004",
                "0004 0006 0000",
                "000E 0006 0078",
                "000E 0004",
                "0001 0004",
                "0003 0003"))
        .map(items -> SeedNeighbours.cdp(items, items.startsWith("0001 0014") ? "8100 0001" : ""))
        .toList();
  }

  private static byte[] cdp(String items, String tag) {
    String who = items.startsWith("0001") ? "" : "0001 0007 737731";
    byte[] behind = hex("AAAA03 00000C 2000 02 B4 0000" + who + items);
    return concat(hex("01000CCCCCCC 00049FAABB02" + tag), u16(behind.length), behind);
  }

  private SeedNeighbours() {}
}
