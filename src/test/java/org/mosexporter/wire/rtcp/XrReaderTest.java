package org.mosexporter.wire.rtcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.rtcp;
import static org.mosexporter.wire.Frames.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.wire.rtcp.RtcpReader.Check;
import org.mosexporter.wire.rtcp.XrBlock.DelayMetrics;
import org.mosexporter.wire.rtcp.XrBlock.DelaySinceReceiverReport;
import org.mosexporter.wire.rtcp.XrBlock.DiscardCount;
import org.mosexporter.wire.rtcp.XrBlock.DiscardCount.Discarded;
import org.mosexporter.wire.rtcp.XrBlock.JitterBuffer;
import org.mosexporter.wire.rtcp.XrBlock.JitterBufferKind;
import org.mosexporter.wire.rtcp.XrBlock.LossConcealment;
import org.mosexporter.wire.rtcp.XrBlock.MeasurementInformation;
import org.mosexporter.wire.rtcp.XrBlock.Other;
import org.mosexporter.wire.rtcp.XrBlock.ReceiverReferenceTime;
import org.mosexporter.wire.rtcp.XrBlock.Spread;
import org.mosexporter.wire.rtcp.XrBlock.StatisticsSummary;
import org.mosexporter.wire.rtcp.XrBlock.VoipMetrics;

/** Blocks written by hand after the figures of RFC 3611. */
class XrReaderTest {
  private static final String SSRC = "0000002A";

  private static List<XrBlock> blocks(String blocks) {
    List<XrBlock> read = new ArrayList<>();
    byte[] packet = rtcp(207, 0, hex("0000000A " + blocks));
    RtcpHandler handler =
        new IgnoredRtcp() {
          @Override
          public void onExtendedReport(int reporterSsrc, XrBlock block) {
            assertEquals(0xA, reporterSsrc);
            read.add(block);
          }
        };
    assertEquals(Check.RTCP, new RtcpReader().read(window(packet), 0, packet.length, handler));
    return read;
  }

  /** The example of §4.7.2: 12 of 256 lost, 12 discarded, a burst of 120 ms, gaps of 520. */
  @Test
  void readsVoipMetrics() {
    String loss = "0C0C540A 00780208";
    String delay = "0025006E";
    String levels = "EEC22D10";
    String quality = "587F2927";
    String buffer = "F2000028 003C00C8";
    assertEquals(
        List.of(
            new VoipMetrics(
                0x2A,
                0.046875,
                0.046875,
                0.328125,
                0.0390625,
                120,
                520,
                37,
                110,
                OptionalInt.of(-18),
                OptionalInt.of(-62),
                OptionalInt.of(45),
                16,
                OptionalInt.of(88),
                OptionalInt.empty(),
                OptionalDouble.of(4.1),
                OptionalDouble.of(3.9),
                LossConcealment.STANDARD,
                JitterBufferKind.ADAPTIVE,
                2,
                40,
                60,
                200)),
        blocks(String.join(" ", "07000008", SSRC, loss, delay, levels, quality, buffer)));
  }

  @Test
  void leavesOutWhatIsUnavailable() {
    String nothing = "00000000 00000000 00000000 7F7F7F10 7F7F7F7F 00000000 00000000";
    VoipMetrics metrics = (VoipMetrics) blocks("07000008 " + SSRC + nothing).getFirst();
    assertEquals(OptionalInt.empty(), metrics.signalLevelDbm0());
    assertEquals(OptionalInt.empty(), metrics.noiseLevelDbm0());
    assertEquals(OptionalInt.empty(), metrics.residualEchoReturnLossDb());
    assertEquals(OptionalInt.empty(), metrics.r());
    assertEquals(OptionalInt.empty(), metrics.externalR());
    assertEquals(OptionalDouble.empty(), metrics.mosLq());
    assertEquals(OptionalDouble.empty(), metrics.mosCq());
    assertEquals(LossConcealment.UNSPECIFIED, metrics.lossConcealment());
    assertEquals(JitterBufferKind.UNKNOWN, metrics.jitterBuffer());
  }

  /** §4.7.6, §4.7.7: two bits each, then four of the rate. */
  @ParameterizedTest
  @CsvSource({
    "00, UNSPECIFIED, UNKNOWN, 0",
    "5F, DISABLED, RESERVED, 15",
    "A1, ENHANCED, NON_ADAPTIVE, 1",
    "F2, STANDARD, ADAPTIVE, 2",
  })
  void readsTheReceiversConfiguration(
      String octet, LossConcealment concealment, JitterBufferKind buffer, int rate) {
    String before = "00000000 00000000 00000000 00000010 7F7F7F7F";
    VoipMetrics metrics =
        (VoipMetrics) blocks("07000008 " + SSRC + before + octet + "000000 00000000").getFirst();
    assertEquals(concealment, metrics.lossConcealment());
    assertEquals(buffer, metrics.jitterBuffer());
    assertEquals(rate, metrics.jitterBufferRate());
  }

  /** §4.7.5: 10 to 50. */
  @ParameterizedTest
  @CsvSource({"09, ", "0A, 1.0", "32, 5.0", "33, ", "00, ", "FF, "})
  void mosIsBetweenOneAndFive(String tenths, Double mos) {
    String before = "00000000 00000000 00000000 00000010 7F7F" + tenths + "7F";
    VoipMetrics metrics =
        (VoipMetrics) blocks("07000008 " + SSRC + before + "00000000 00000000").getFirst();
    assertEquals(mos == null ? OptionalDouble.empty() : OptionalDouble.of(mos), metrics.mosLq());
  }

  @Test
  void readsRoundTripsOfReceivers() {
    assertEquals(
        List.of(
            new ReceiverReferenceTime(0xB44DB70540000000L),
            new DelaySinceReceiverReport(0x2A, 0xB7052000, 5_250_000_000L),
            new DelaySinceReceiverReport(0x2B, 0, 65_535_999_984_741L)),
        blocks(
            "04000002 B44DB705 40000000 "
                + "05000006 0000002A B7052000 00054000 0000002B 00000000 FFFFFFFF"));
  }

  @Test
  void readsTheCountsThatTheFlagsName() {
    String counts = "03E805DB 00000003 00000001 00000002 000000A0 00000018 0000001F 3D403F01";
    assertEquals(
        List.of(
            new StatisticsSummary(
                0x2A,
                1000,
                1499,
                OptionalLong.of(3),
                OptionalLong.of(1),
                Optional.of(new Spread(2, 160, 24, 31)),
                Optional.of(new Spread(61, 64, 63, 1))),
            new StatisticsSummary(
                0x2A,
                1000,
                1499,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty()),
            new StatisticsSummary(
                0x2A,
                1000,
                1499,
                OptionalLong.of(3),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(new Spread(61, 64, 63, 1)))),
        blocks(
            String.join(
                " ",
                "06E80009",
                SSRC,
                counts,
                "06000009",
                SSRC,
                counts,
                "06900009",
                SSRC,
                counts)));
  }

  /** RFC 6776, 6843, 6958, 7005, 7002; values by hand. */
  @Test
  void readsBlocksOfOneKindOfFigure() {
    assertEquals(
        List.of(
            new MeasurementInformation(0x2A, 0x0001_0010, 0x0001_0203),
            new DelayMetrics(0x2A, OptionalDouble.of(62.5), OptionalDouble.of(1250)),
            new JitterBuffer(0x2A, OptionalInt.of(40), OptionalInt.of(200)),
            new DiscardCount(0x2A, true, Discarded.EARLY_AND_LATE, OptionalLong.of(17)),
            new DiscardCount(0x2A, false, Discarded.LATE, OptionalLong.of(5))),
        blocks(
            String.join(
                " ",
                "0E000007 0000002A 00000010 00010010 00010203 000A0000 00000014 00000000",
                "10800006 0000002A 00001000 00000800 00002000 00000001 40000000",
                "17C00003 0000002A 002800C8 00320014",
                "18F00002 0000002A 00000011",
                "18A00002 0000002A 00000005")));
  }

  @Test
  void leavesOutWhatBlocksOfOneKindDoNotKnow() {
    assertEquals(
        List.of(
            new DelayMetrics(0x2A, OptionalDouble.empty(), OptionalDouble.empty()),
            new JitterBuffer(0x2A, OptionalInt.empty(), OptionalInt.empty()),
            new DiscardCount(0x2A, true, Discarded.DUPLICATE, OptionalLong.empty()),
            new Other(24)),
        blocks(
            String.join(
                " ",
                "10800006 0000002A FFFFFFFF 00000000 00000000 FFFFFFFF FFFFFFFF",
                "17C00003 0000002A FFFFFFFE 00000000",
                "18C00002 0000002A FFFFFFFF",
                "18C00003 0000002A 00000001 00000000")));
  }

  @Test
  void skipsBlocksByTheirLength() {
    assertEquals(
        List.of(
            new Other(1), new Other(7), new Other(5), new Other(200), new ReceiverReferenceTime(1)),
        blocks(
            "01000003 0000002A 00010002 40058000 07000001 0000002A 05000002 00000001 00000002"
                + " C8000000 04000002 00000000 00000001"));
  }

  @ParameterizedTest
  @CsvSource({
    "04000003 00000000 00000001, 4",
    "04000002 00000000, 4",
    "07FFFFFF, 7",
    "00000001, 0"
  })
  void aBlockPastTheEndEndsTheWalk(String block, int type) {
    assertEquals(List.of(new Other(type)), blocks(block));
  }
}
