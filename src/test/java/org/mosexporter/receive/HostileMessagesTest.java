package org.mosexporter.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Table;

/**
 * Any octets on any port: each message is counted once, nothing is thrown, and the queue takes what
 * fits and no more. Octets by chance, good messages with some of them changed, cut and doubled.
 */
class HostileMessagesTest {
  private static final int MESSAGES = 60_000;
  private static final IpAddress SENDER = IpAddress.parse("10.1.2.3");

  private static final byte[] RTCP =
      hex(
          "81c8000c0000000ab42759034ba5000000027100000003e8000271000000000b0dfffffd00010abc00000050"
              + "b705200000054000"
              + "81ca00040000000a01066d654031302e00000000"
              + "80cf000a0000000a070000080000000b03040506000700080"
              + "05a003c7f7f7f007f7f7f7f0000000000000000");

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A message of version 3 around a payload. */
  private static byte[] hep(int type, byte[] payload) {
    byte[] head =
        hex(
            "000000030"
                + "00a0a0102030000000"
                + "4000a0a010204000000070008138800000008"
                + "00081389");
    ByteBuffer all = ByteBuffer.allocate(6 + head.length + 7 + 14 + 6 + payload.length);
    all.put(octets("HEP3")).putShort((short) all.capacity()).put(head);
    all.put(hex("0000000b0007")).put((byte) type);
    all.put(hex("00000011000e")).put(octets("call1234"));
    return all.put(hex("0000000f")).putShort((short) (6 + payload.length)).put(payload).array();
  }

  static Stream<Arguments> decoders() {
    byte[] json =
        octets(
            "{\"ssrc\":1,\"type\":200,\"sender_information\":{\"packets\":\"5\"},\"report_blocks\":"
                + "[{\"source_ssrc\":11,\"fraction_lost\":13,\"packets_lost\":16777213}],"
                + "\"report_blocks_xr\":{\"id\":1},\"sdes_information\":[{\"type\":1,\"text\":\"a\"}]}");
    byte[] sip = octets(SipTexts.publish(1));
    String parts =
        "--b\r\nContent-Type: application/vq-rtcpxr\r\n\r\nVQAlertReport: Type=NLR\r\n--b--";
    String fields = "Event: vq-rtcpxr\r\nContent-Type: multipart/mixed\r\n";
    return Stream.of(
        Arguments.of(new RtcpDecoder(), always(RTCP)),
        Arguments.of(
            new HepDecoder(Optional.empty()),
            always(hep(1, sip), hep(5, RTCP), hep(5, json), hep(35, sip), hep(100, json))),
        Arguments.of(
            new SipDecoder(new RecentRequests()),
            (IntFunction<byte[]>)
                i ->
                    switch (i % 3) {
                      case 0 -> octets(SipTexts.publish(i));
                      case 1 -> octets(SipTexts.request("NOTIFY", i, fields, parts));
                      default -> octets(SipTexts.request("OPTIONS", i, "Require: a\r\n", ""));
                    }));
  }

  private static IntFunction<byte[]> always(byte[]... good) {
    return i -> good[i % good.length];
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void everyMessageIsCountedOnceAndNothingGrows(Decoder decoder, IntFunction<byte[]> good) {
    ReportQueue queue = new ReportQueue();
    InstantSource clock = () -> Instant.ofEpochSecond(1_700_000_000L);
    Receiver.Shared shared =
        new Receiver.Shared(
            List.of(), queue, new Reporters(), new Connections(), Optional::empty, clock);
    List<Cidr> all = List.of(Cidr.parse("0.0.0.0/0"));
    Intake intake = new Intake(Protocol.SIP, all, decoder, Set.of(), shared);
    Random random = new Random(20_261_126);
    ByteBuffer window = ByteBuffer.allocateDirect(decoder.mostBytes());
    for (int i = 0; i < MESSAGES; i++) {
      byte[] message = i % 4 == 0 ? chance(random) : changed(good.apply(i), random);
      window.clear().put(message, 0, Math.min(message.length, window.capacity())).flip();
      intake
          .take(SENDER, 5060, window)
          .answer()
          .ifPresent(answer -> assertTrue(answer.octets().remaining() < 2 * message.length + 512));
      if (random.nextInt(8) == 0) {
        queue.poll(_ -> {});
      }
    }

    ReceiverCounters counted = intake.counts().snapshot();
    assertEquals(MESSAGES, counted.received());
    assertEquals(MESSAGES, counted.handedOn() + sum(counted.unused()) + sum(counted.refused()));
    assertTrue(queue.places() <= Table.REPORTS.entries());
    assertTrue(counted.handedOn() > 1_000, () -> "too few good ones to try much: " + counted);
    assertTrue(sum(counted.refused()) > MESSAGES / 4, counted::toString);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static byte[] chance(Random random) {
    byte[] octets = new byte[random.nextInt(300)];
    random.nextBytes(octets);
    return octets;
  }

  private static byte[] changed(byte[] good, Random random) {
    byte[] octets = good.clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
    }
    int length = random.nextInt(6) == 0 ? random.nextInt(octets.length) : octets.length;
    int start = random.nextInt(12) == 0 ? random.nextInt(length + 1) : 0;
    return Arrays.copyOfRange(octets, start, length);
  }
}
