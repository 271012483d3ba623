package org.mosexporter.app;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.mosexporter.capture.CaptureCounters;
import org.mosexporter.config.Config;
import org.mosexporter.load.ConfigLoader;
import org.mosexporter.load.WebConfigFile;
import org.mosexporter.record.RecordStores;
import org.mosexporter.web.ControlSocket;
import org.mosexporter.web.ExternalUrl;
import org.mosexporter.web.Listening;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.link.LinkType;

/**
 * The whole daemon with an office before its interface: a program of its own, so that it has a
 * state directory of its own. It concludes each second. What it is told on standard input: {@code
 * over}, that the time in which calls end has passed.
 */
final class FedDaemon {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Whose packets pass. */
  enum Fare {
    MARKED,
    UNMARKED;

    private List<MarkedOffice.Timed> frames() {
      return switch (this) {
        case MARKED -> MarkedOffice.frames();
        case UNMARKED -> UnmarkedOffice.frames();
      };
    }
  }

  /** The packets are from ten minutes ago, and nobody waits for their time to pass. */
  private static final class Fed implements PacketSource {
    private final long beganNs = System.currentTimeMillis() * 1_000_000L - 600 * SECOND_NS;
    private final AtomicLong nowNs = new AtomicLong(beganNs);
    private final Fare fare;

    Fed(Fare fare) {
      this.fare = fare;
    }

    @Override
    public void run(PacketSink sink, Between between) {
      sink.onObservationPoint(0, new ObservationPoint("mirror0", LinkType.ETHERNET));
      for (MarkedOffice.Timed frame : fare.frames()) {
        long atNs = beganNs + Math.round(frame.atSeconds() * SECOND_NS);
        nowNs.set(atNs);
        ByteBuffer window = frame.octets();
        sink.onPacket(window, 0, window.limit(), window.limit(), atNs, 0, 0);
        sink.flush();
        between.work();
      }
      System.err.println("fed");
      while (between.work()) {
        LockSupport.parkNanos(2_000_000);
      }
    }

    void pass(long seconds) {
      nowNs.addAndGet(seconds * SECOND_NS);
    }

    @Override
    public CaptureCounters counters() {
      return new CaptureCounters(List.of());
    }

    @Override
    public long readUntilNs(long clockNs) {
      return nowNs.get();
    }

    @Override
    public void close() {}
  }

  /** Takes a configuration file, and whose packets pass. */
  public static void main(String[] arguments) throws Exception {
    Logging.start(LogOptions.Level.DEBUG, LogOptions.Format.LOGFMT);
    Config config =
        ConfigLoader.load(Path.of(arguments[0]), "lab", System.getenv(), filter -> filter);
    Fed fed = new Fed(Fare.valueOf(arguments[1]));
    Listening listening =
        new Listening(
            List.of("127.0.0.1:0"),
            false,
            "/metrics",
            ExternalUrl.NONE,
            WebConfigFile.none(),
            RecordStores.ownFolder().map(ControlSocket::in));
    try (Daemon daemon = new Daemon(config, () -> config, (_, _) -> fed, listening, EVERY);
        BufferedReader told =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(daemon.ports().getFirst());
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        fed.pass(Optional.of(line).filter("over"::equals).map(_ -> 200L).orElse(0L));
      }
    }
  }

  private FedDaemon() {}
}
