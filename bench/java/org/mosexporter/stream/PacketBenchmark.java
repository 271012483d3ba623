package org.mosexporter.stream;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Quality;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.link.FrameDecoder;
import org.mosexporter.wire.link.LinkType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a stream does per packet of speech, streams interleaved, in groups as the tracker takes
 * them: with the jitter buffer and bursts, and without. 20 ms packets that come up to 9 ms late,
 * one in 200 lost; intervals close as they do in life.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class PacketBenchmark {
  private static final int GROUP = 32;
  private static final int DELAYS = 1 << 12;

  @Param({"2000", "20000", "100000"})
  public int streams = 2000;

  @Param({"true", "false"})
  public boolean emulated = true;

  private StreamTable table = new StreamTable(Quality.defaults(), 1, new Unheard());
  private RtpStream[] open = new RtpStream[0];
  private final long[] delaysNs = new long[DELAYS];
  private int next;
  private int packet;
  private long drawn;
  public long touched;

  @Setup
  public void openStreams() {
    table = new StreamTable(Quality.defaults(), streams, new Unheard(), emulated);
    open = new RtpStream[streams];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < DELAYS; i++) {
      delaysNs[i] = random.nextInt(200) == 0 ? -1 : random.nextLong(9_000_000);
    }
    for (int i = 0; i < streams; i++) {
      open[i] = table.open(datagram(i), i, Media.UNKNOWN);
    }
  }

  private static Datagram datagram(int from) {
    ByteBuffer frame = ByteBuffer.allocate(28);
    frame.putShort((short) 0x4500).putShort((short) 28).putInt(0).putInt(0x4011_0000);
    frame.putInt(0x0A00_0000 + from).putInt(0x0B00_0000);
    frame.putShort((short) 4000).putShort((short) 4000).putShort((short) 8).putShort((short) 0);
    Datagram datagram = new Datagram();
    new FrameDecoder().decode(LinkType.RAW_IPV4, frame, 0, 28, 28, 0, 0, datagram);
    return datagram;
  }

  @Benchmark
  @OperationsPerInvocation(GROUP)
  public void packets() {
    int first = next;
    for (int i = 0; i < GROUP; i++) {
      touched += open[(first + i) % streams].touch();
    }
    for (int i = 0; i < GROUP; i++) {
      onePacket(open[next]);
      if (++next == streams) {
        next = 0;
        packet++;
      }
    }
  }

  private void onePacket(RtpStream stream) {
    long delayNs = delaysNs[(int) (drawn++ * 31 & (DELAYS - 1))];
    if (delayNs >= 0) {
      long atNs = packet * 20_000_000L + next * 20_000_000L / streams + delayNs;
      table.onRtp(stream, atNs, 46, false, 0, packet & 0xFFFF, packet * 160, 160);
    }
  }

  private static final class Unheard implements StreamEvents {
    @Override
    public void onInterval(RtpStream stream, Interval interval) {}

    @Override
    public void onEnded(RtpStream stream, StreamSummary summary) {}

    @Override
    public void onReceiverReport(RtpStream stream, ReceiverReport report) {}

    @Override
    public void onReportedInterval(RtpStream stream, Interval interval) {}

    @Override
    public void onEncryptedReport(RtpStream stream) {}

    @Override
    public void onSourceDescription(IpAddress address, int port, int ssrc, String cname) {}

    @Override
    public void onBye(RtpStream stream, long atNs) {}

    @Override
    public void onUnmatchedReport(IpAddress sender, ReceiverReport report) {}
  }
}
