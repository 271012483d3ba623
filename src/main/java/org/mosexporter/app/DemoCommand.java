package org.mosexporter.app;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.mosexporter.capture.CaptureException;
import org.mosexporter.config.Config;
import org.mosexporter.config.MetricsOptions;
import org.mosexporter.demo.DemoConfig;
import org.mosexporter.demo.DemoOffice;
import org.mosexporter.demo.DemoPlan;
import org.mosexporter.demo.DemoRouter;
import org.mosexporter.demo.PacketOut;
import org.mosexporter.demo.PcapOut;
import org.mosexporter.demo.ReportsApart;
import org.mosexporter.demo.UdpAddress;
import org.mosexporter.demo.UdpOut;
import org.mosexporter.web.ListenException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mos-exporter demo}: a simulated office on loopback, measured by the normal daemon. */
@Command(
    name = "demo",
    description = "Shows a simulated office: calls, reports and a router, all on loopback.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {
  private static final int PIPE_BYTES = 1 << 20;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Decides what is left to chance (default: 1).")
  private long seed = 1;

  @Option(
      names = "--native-histograms",
      description = "Histograms also in their native form, as by metrics.native_histograms.")
  private boolean nativeHistograms;

  @Mixin private WebOptions web = new WebOptions();
  @Mixin private LogOptions log = new LogOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException, IOException {
    log.apply();
    PrintWriter out = spec.commandLine().getOut();
    try {
      return RunCommand.untilStopped(start(out));
    } catch (IllegalArgumentException refused) {
      Main.error(spec.commandLine().getErr(), refused);
      return Main.USAGE;
    } catch (CaptureException | ListenException refused) {
      Main.error(spec.commandLine().getErr(), refused);
      return Main.FAILED;
    }
  }

  private AutoCloseable start(PrintWriter out)
      throws IOException, CaptureException, ListenException {
    int rtcpPort = freePort();
    UdpAddress collector = UdpAddress.of(DemoConfig.LOOPBACK, rtcpPort);
    DemoPlan plan = DemoPlan.office(seed).withCollector(collector);
    String why = LiveCheck.whyNoCapture("lo");
    boolean sniff = why.isEmpty();
    PipedInputStream pcap = new PipedInputStream(PIPE_BYTES);
    PacketOut packets = new UdpOut(collector);
    if (!sniff) {
      out.println(why);
      out.println("The demo goes on: its packets reach the daemon as a capture file instead.");
      packets = new ReportsApart(collector, packets, new PcapOut(new PipedOutputStream(pcap)));
    }
    DemoOffice office = new DemoOffice(plan, packets, InstantSource.system());
    DemoRouter router = new DemoRouter(office.traffic(), 0);
    Config config =
        DemoConfig.of(plan, sniff, rtcpPort, router.port())
            .but()
            .metrics(new MetricsOptions(nativeHistograms))
            .build();
    Daemon daemon;
    try {
      daemon =
          new Daemon(
              config,
              () -> config,
              (wanted, tracker) ->
                  sniff
                      ? PacketSource.live(wanted.capture(), tracker)
                      : new PacketSource.Growing(pcap),
              web.listening());
    } catch (CaptureException | ListenException refused) {
      router.close();
      office.close();
      throw refused;
    }
    office.start();
    int port = daemon.ports().getFirst();
    out.printf("A simulated office of %d phones is calling.%n", plan.phones().size());
    out.printf("  Status page  http://localhost:%d/%n", port);
    out.printf("  Metrics      http://localhost:%d%s%n", port, web.telemetryPath());
    out.println("The first calls have a MOS after 10 s. Ctrl-C ends it.");
    out.flush();
    return () -> {
      office.close();
      daemon.close();
      router.close();
    };
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
