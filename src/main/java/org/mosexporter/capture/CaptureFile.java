package org.mosexporter.capture;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.mosexporter.wire.PacketSink;

/**
 * A capture file, pcap or pcapng, plain or gzip (RFC 1952), or one that comes through standard
 * input. To be read once, by one thread.
 *
 * <p>A plain regular file is mapped and its packets are handed on where they lie; anything else
 * goes through a buffer. The reading of records is the same behind both.
 */
public final class CaptureFile implements AutoCloseable {
  private static final int GZIP_MAGIC = 0x1F8B;
  private static final int GZIP_BUFFER_BYTES = 64 << 10;

  private final String name;
  private final ByteSource source;
  private final OptionalLong sizeBytes;

  private CaptureFile(String name, ByteSource source, OptionalLong sizeBytes) {
    this.name = name;
    this.source = source;
    this.sizeBytes = sizeBytes;
  }

  /**
   * Opens a file; whether it is a capture shows when it is read.
   *
   * @throws IOException with a message in one line that names the file
   */
  public static CaptureFile open(Path file) throws IOException {
    return open(file, MappedBytes.WINDOW_BYTES);
  }

  /** As {@link #open(Path)}, with smaller windows, so that small files have several. */
  static CaptureFile open(Path file, int windowBytes) throws IOException {
    String name = String.valueOf(file.getFileName());
    try {
      if (!Files.isRegularFile(file)) {
        if (Files.isDirectory(file)) {
          throw new IOException(file + " is a directory");
        }
        return streamed(name, Files.newInputStream(file), OptionalLong.empty());
      }
      OptionalLong sizeBytes = OptionalLong.of(Files.size(file));
      if (isGzip(file)) {
        return streamed(name, Files.newInputStream(file), sizeBytes);
      }
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return new CaptureFile(name, new MappedBytes(channel, windowBytes), sizeBytes);
    } catch (NoSuchFileException absent) {
      throw new IOException("no such file: " + file, absent);
    } catch (AccessDeniedException denied) {
      throw new IOException("may not read " + file, denied);
    }
  }

  /** A capture that comes through a pipe, plain or gzip. */
  public static CaptureFile standardInput(InputStream in) throws IOException {
    return streamed("standard input", in, OptionalLong.empty());
  }

  private static CaptureFile streamed(String name, InputStream in, OptionalLong sizeBytes)
      throws IOException {
    CountedInput counted = new CountedInput(in);
    BufferedInputStream buffered = new BufferedInputStream(counted, GZIP_BUFFER_BYTES);
    buffered.mark(2);
    boolean gzip = magic(buffered.readNBytes(2)) == GZIP_MAGIC;
    buffered.reset();
    InputStream octets = gzip ? decompressed(name, buffered) : buffered;
    return new CaptureFile(name, new StreamedBytes(octets, counted::octets), sizeBytes);
  }

  private static InputStream decompressed(String name, InputStream in) throws IOException {
    try {
      return new GZIPInputStream(in, GZIP_BUFFER_BYTES);
    } catch (EOFException | ZipException bad) {
      in.close();
      throw new IOException(name + " is not a capture file: its gzip header is damaged", bad);
    }
  }

  private static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return magic(in.readNBytes(2)) == GZIP_MAGIC;
    }
  }

  private static int magic(byte[] octets) {
    return octets.length < 2 ? 0 : (octets[0] & 0xFF) << 8 | (octets[1] & 0xFF);
  }

  /** Size of the file as it is on disk, compressed or not; nobody knows that of a pipe. */
  public OptionalLong sizeBytes() {
    return sizeBytes;
  }

  /**
   * Hands on all packets.
   *
   * @param bytesRead told now and then how many octets of the file are done
   * @throws IOException when this is no capture file or the medium fails; a file that is damaged
   *     further on gives a warning instead
   */
  public ReadResult read(PacketSink sink, LongConsumer bytesRead) throws IOException {
    try {
      RecordReader reader = reader(sink, bytesRead);
      try {
        reader.readAll();
      } finally {
        sink.flush();
      }
      return reader.result();
    } catch (InternalError fault) {
      // How the JVM reports that mapped pages are gone: someone shortened the file meanwhile.
      throw new IOException(name + " changed while it was read", fault);
    }
  }

  private RecordReader reader(PacketSink sink, LongConsumer bytesRead) throws IOException {
    if (!source.fill(4)) {
      throw new IOException(
          name + (source.limit == source.position ? " is empty" : " is not a capture file"));
    }
    int magic = source.window.getInt(source.position);
    if (magic == PcapngReader.SECTION_HEADER) {
      return new PcapngReader(name, source, sink, bytesRead);
    }
    if (PcapReader.isMagic(magic) || PcapReader.isMagic(Integer.reverseBytes(magic))) {
      return new PcapReader(name, magic, source, sink, bytesRead);
    }
    throw new IOException(
        "%s is not a capture file: it begins with %08x, neither pcap nor pcapng"
            .formatted(name, magic));
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /** Counts what came out of the file itself, below the decompression. */
  private static final class CountedInput extends FilterInputStream {
    private long octets;

    CountedInput(InputStream in) {
      super(in);
    }

    long octets() {
      return octets;
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      octets += octet < 0 ? 0 : 1;
      return octet;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      octets += Math.max(read, 0);
      return read;
    }
  }
}
