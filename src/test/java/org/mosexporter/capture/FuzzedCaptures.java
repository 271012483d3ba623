package org.mosexporter.capture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketsOnly;
import org.mosexporter.wire.link.LinkType;

/** Capture files and rings of arbitrary octets: what reaches the sink lies within them. */
public final class FuzzedCaptures {
  private static final int SMALL_WINDOW_BYTES = 4096;
  private static final int BLOCK_BYTES = 4096;

  /** A file through a pipe, and if it is read without a fault, mapped: the same packets. */
  public static void file(byte[] octets) throws IOException {
    CountingSink piped = new CountingSink();
    try (CaptureFile file = CaptureFile.standardInput(new ByteArrayInputStream(octets))) {
      file.read(piped, _ -> {});
    } catch (IOException noCapture) {
      return;
    }
    Path path = Files.createTempFile("fuzz", ".pcap");
    try {
      Files.write(path, octets);
      CountingSink mapped = new CountingSink();
      try (CaptureFile file = CaptureFile.open(path, SMALL_WINDOW_BYTES)) {
        file.read(mapped, _ -> {});
      }
      if (piped.packets != mapped.packets || piped.octets != mapped.octets) {
        throw new IllegalStateException(
            piped.packets + " packets through a pipe, " + mapped.packets + " mapped");
      }
    } finally {
      Files.delete(path);
    }
  }

  /** The octets as one block that the kernel has filled, whatever it says. */
  public static void ring(byte[] octets) {
    ByteBuffer ring = ByteBuffer.allocateDirect(2 * BLOCK_BYTES).order(ByteOrder.nativeOrder());
    ring.put(0, octets, 0, Math.min(octets.length, BLOCK_BYTES));
    ring.putInt(RingReader.BLOCK_STATUS, RingReader.READY);
    RingReader reader = new RingReader(ring, BLOCK_BYTES, 1522, 0, false);
    CountingSink sink = new CountingSink();
    sink.onObservationPoint(0, new ObservationPoint("eth1", LinkType.ETHERNET));
    while (reader.hasPacket()) {
      reader.handOn(sink, Long.MAX_VALUE);
    }
  }

  /** Good ring blocks, laid out as linux/if_packet.h says. */
  public static List<byte[]> rings() {
    int at = RingReader.BLOCK_HEADER_BYTES;
    ByteBuffer block = ByteBuffer.allocate(512).order(ByteOrder.nativeOrder());
    block.putInt(RingReader.BLOCK_PACKETS, 2).putInt(RingReader.BLOCK_FIRST, at);
    for (int next : new int[] {160, 0}) {
      block.putInt(at, next).putInt(at + RingReader.SECONDS, 1_780_000_000);
      block.putInt(at + RingReader.CAPTURED, 60).putInt(at + RingReader.ON_WIRE, 60);
      block.putShort(at + RingReader.FRAME, (short) 82);
      at += next;
    }
    return List.of(block.array());
  }

  /** Good capture files in every format and byte order. */
  public static List<byte[]> files() {
    CaptureBytes pcap = new CaptureBytes(ByteOrder.LITTLE_ENDIAN).pcap(0xA1B2C3D4L, 1);
    pcap.record(1_780_000_000, 1, 4, 60, "01020304").record(1_780_000_001, 2, 2, 2, "0506");
    CaptureBytes swapped = new CaptureBytes(ByteOrder.BIG_ENDIAN).pcap(0xA1B23C4DL, 113);
    swapped.record(1_780_000_000, 1, 4, 60, "01020304");
    CaptureBytes pcapng = new CaptureBytes(ByteOrder.LITTLE_ENDIAN);
    pcapng.section().described(1, 0, pcapng.like()).enhanced(0, 1_780_000_000_000_000L, 60, "0102");
    return List.of(pcap.toBytes(), swapped.toBytes(), pcapng.toBytes(), pcapng.gzip());
  }

  /** Reads each frame it is given. */
  private static final class CountingSink extends PacketsOnly {
    private long packets;
    private long octets;
    private int points;
    private long read;

    @Override
    public void onObservationPoint(int observationPoint, ObservationPoint place) {
      points = Math.max(points, observationPoint + 1);
    }

    @Override
    public void onPacket(
        ByteBuffer window,
        int offset,
        int length,
        int wireLength,
        long atNs,
        int observationPoint,
        int flags) {
      if (wireLength < length || observationPoint >= points) {
        throw new IllegalStateException("a frame of " + wireLength + " octets: " + read);
      }
      for (int i = 0; i < length; i++) {
        read += window.get(offset + i);
      }
      packets++;
      octets += length;
    }
  }

  private FuzzedCaptures() {}
}
