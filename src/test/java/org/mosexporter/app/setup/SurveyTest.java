package org.mosexporter.app.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mosexporter.wire.Frames;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.link.LinkType;

/** Whose announcements are kept, and how many. */
class SurveyTest {
  private static final int PLACE = 1;
  private static final int ROUTER = 0x10;
  private static final int PHONE = 0x20;
  private final Survey survey = new Survey("berlin");

  SurveyTest() {
    survey.onObservationPoint(PLACE, new ObservationPoint("eth1", LinkType.ETHERNET));
  }

  /** LLDP of a device with that number in its hardware address, with what it is capable of. */
  private static byte[] lldp(int number, int capable) {
    String address = "02000000%04X".formatted(number);
    String is = "%04X".formatted(capable);
    return Frames.hex(
        "0180C200000E" + address + "88CC 0207 04" + address + "0602 0078 0E04" + is + is + "0000");
  }

  private void sees(byte[] frame, int flags) {
    survey.onPacket(Frames.window(frame), 0, frame.length, frame.length, 0, PLACE, flags);
  }

  private List<String> identities() {
    return survey.neighbours().stream().map(Neighbour::identity).toList();
  }

  @Test
  void whatThisHostAnnouncesIsNoNeighbour() {
    sees(lldp(1, ROUTER), PacketSink.FLAG_OUTGOING);
    sees(lldp(2, ROUTER), 0);

    assertEquals(List.of("02:00:00:00:00:02"), identities());
  }

  @Test
  void phonesPushNoRouterOut() {
    for (int i = 0; i < 3_000; i++) {
      sees(lldp(i, PHONE), 0);
    }
    sees(lldp(0xFFFF, ROUTER), 0);

    assertTrue(identities().contains("02:00:00:00:ff:ff"));
  }

  @Test
  void neitherPhonesNorRoutersGrowWithoutEnd() {
    for (int i = 0; i < 3_000; i++) {
      sees(lldp(i, PHONE), 0);
      sees(lldp(0x8000 + i, ROUTER), 0);
    }

    assertEquals(2_048, identities().size());
  }

  @Test
  void theLatestWordOfADeviceCountsAlsoWhereThereIsNoRoomForMore() {
    for (int i = 0; i < 3_000; i++) {
      sees(lldp(i, ROUTER), 0);
    }
    sees(lldp(7, PHONE), 0);

    List<Neighbour> seventh =
        survey.neighbours().stream()
            .filter(one -> one.identity().equals("02:00:00:00:00:07"))
            .toList();
    assertEquals(1, seventh.size());
    assertTrue(seventh.getFirst().isPhone());
  }
}
