package org.mosexporter.call;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A million packets of each protocol that is no speech give no stream and no call. */
class NoSpeechTest {
  private static final int PACKETS = 1_000_000;
  private static final long MS = 1_000_000;

  /** What is on the wire; layouts from the RFCs. */
  enum Other implements OtherTraffic.Protocol {
    /** Requests and answers with any identifier (RFC 1035 §4.1.1). */
    DNS {
      @Override
      public int write(OtherTraffic to, int flow, int number) {
        to.u16(0, to.random.nextInt());
        to.u16(2, number % 2 == 0 ? 0x0100 : 0x8180);
        to.u32(4, number % 2 == 0 ? 0x0001_0000 : 0x0001_0001);
        to.u32(8, 0);
        to.noise(12, 40);
        return 40;
      }
    },

    /** Long and short headers, fixed bit greased (RFC 9000 §17, RFC 9287), versions 1 and 2. */
    QUIC {
      @Override
      public int write(OtherTraffic to, int flow, int number) {
        int length = 40 + to.random.nextInt(1100);
        to.noise(0, length);
        int grease = flow % 2 == 0 ? 0x40 : to.random.nextInt() & 0x40;
        if (number % 50 < 10) {
          to.u8(0, 0x80 | grease | to.random.nextInt(0x40));
          to.u32(1, flow % 3 == 0 ? 0x6B33_43CFL : 1);
          to.u8(5, 8);
          to.u32(6, OtherTraffic.own(flow));
        } else {
          to.u8(0, grease | to.random.nextInt(0x40));
          to.u32(1, OtherTraffic.own(flow));
        }
        return length;
      }

      @Override
      public long spacingNs(OtherTraffic to, int flow) {
        return to.random.nextInt(1, 40) * MS;
      }
    },

    /** Records of DTLS 1.2 and 1.3 (RFC 6347 §4.1, RFC 9147 §4). */
    DTLS {
      @Override
      public int write(OtherTraffic to, int flow, int number) {
        int length = 30 + to.random.nextInt(200);
        to.noise(0, length);
        to.u8(0, flow % 2 == 0 ? 20 + number % 7 : 32 + to.random.nextInt(32));
        to.u16(1, 0xFEFD);
        to.u32(7, number);
        return length;
      }
    },

    /** Requests, answers, indications, of RFC 8489 and of RFC 3489, and TURN's channels. */
    STUN {
      @Override
      public int write(OtherTraffic to, int flow, int number) {
        to.noise(0, 64);
        to.u16(0, flow % 4 == 3 ? 0x4000 + flow : number % 3 == 0 ? 0x0101 : 0x0001 + flow % 4 * 8);
        to.u16(2, flow % 4 == 3 ? 60 : 44);
        if (flow % 2 == 0) {
          to.u32(4, 0x2112_A442L);
        }
        return 64;
      }
    },

    /** Every leap indicator, version and mode (RFC 5905 §7.3), also where no server is. */
    NTP {
      @Override
      public int write(OtherTraffic to, int flow, int number) {
        to.noise(0, 48);
        to.u8(0, flow);
        to.u8(1, flow % 17);
        to.u8(2, 6);
        to.u8(3, 0xEC);
        to.u32(4, 0x1234);
        to.u32(8, 0x5678);
        return 48;
      }

      @Override
      public long spacingNs(OtherTraffic to, int flow) {
        return flow % 2 == 0 ? 20 * MS : 64_000 * MS;
      }
    },

    /**
     * A header as RTP's: 16 bits count packets, 32 name the session, and a clock between them that
     * is not one of speech; ticks of 20 to 50 ms, sent with or without jitter.
     */
    GAME {
      @Override
      public int write(OtherTraffic to, int flow, int number) {
        int length = 12 + 8 * (flow % 40) + flow % 3;
        to.noise(12, length + 8);
        to.u8(0, 0x80 + flow % 16 * 4 % 0x40 & 0xA0);
        to.u8(1, List.of(0, 8, 9, 18, 96, 101, 111, 127, 1, 34).get(flow % 10));
        to.u16(2, OtherTraffic.own(flow) + number);
        to.u32(4, clock(to, flow, number));
        to.u32(8, OtherTraffic.own(flow));
        return length + 8;
      }

      private long clock(OtherTraffic to, int flow, int number) {
        long tickMs = tickMs(flow);
        return switch (flow / 10 % 16) {
          case 0 -> 7; // acknowledges nothing new
          case 1 -> number;
          case 2 -> number * tickMs; // milliseconds
          case 3 -> number * tickMs * 1000; // microseconds
          case 4 -> number * tickMs * 1_000_000; // nanoseconds
          case 5 -> number * tickMs * 10; // tenths of milliseconds
          case 6 -> number * tickMs * 65_536 / 1000;
          case 7 -> number * tickMs * 1024 / 1000;
          case 8 -> number / 3; // what was acknowledged
          case 9 -> Float.floatToIntBits(number * tickMs / 1000f);
          case 10 -> to.random.nextInt();
          case 11 -> number * 1200L; // octets so far
          case 12 -> number * tickMs * 90; // video
          case 13 -> number * tickMs * 20; // 20 kHz
          case 14 -> number * tickMs * 100; // 100 kHz
          default -> -number * tickMs * 48; // counts down
        };
      }

      private static long tickMs(int flow) {
        return switch (flow % 5) {
          case 0 -> 20;
          case 1 -> 25;
          case 2 -> 33;
          case 3 -> 40;
          default -> 50;
        };
      }

      @Override
      public long spacingNs(OtherTraffic to, int flow) {
        long jitterNs = flow < 160 ? 0 : to.random.nextInt(20_000_000) - 10_000_000;
        return tickMs(flow) * MS + jitterNs;
      }
    },

    /** Random octets behind a first one of RTP's. */
    RANDOM {
      @Override
      public int write(OtherTraffic to, int flow, int number) {
        int length = 12 + to.random.nextInt(200);
        to.noise(0, length);
        to.u8(0, 128 + to.random.nextInt(64));
        return length;
      }

      @Override
      public long spacingNs(OtherTraffic to, int flow) {
        return to.random.nextInt(1, 40) * MS;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesNoStreamAndNoCall(Other protocol) {
    OtherTraffic traffic = new OtherTraffic();
    traffic.send(PACKETS, protocol);

    TrackerCounters counters = traffic.tracker.counters();
    assertAll(
        () -> assertEquals(List.of(), traffic.seen.streams),
        () -> assertEquals(List.of(), traffic.seen.calls),
        () -> assertEquals(PACKETS, counters.packets().get(PacketKind.READ)),
        () -> assertEquals(0, counters.packets().get(PacketKind.RTP)));
  }
}
