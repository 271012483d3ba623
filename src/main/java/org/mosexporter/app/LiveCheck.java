package org.mosexporter.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mosexporter.capture.CaptureException;
import org.mosexporter.capture.LiveCapture;
import org.mosexporter.config.Capture;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Listener;
import org.mosexporter.config.Snmp;
import org.mosexporter.snmp.RouterCheck;
import org.mosexporter.snmp.SnmpPoller;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;

/** {@code check --live}: tries each interface, listener and router and says what it found. */
final class LiveCheck {
  private final Config config;
  private final PrintWriter out;

  LiveCheck(Config config, PrintWriter out) {
    this.config = config;
    this.out = out;
  }

  boolean passes() {
    boolean good = true;
    for (Capture one : config.capture()) {
      good &= tell("interface " + one.networkInterface(), opens(one));
    }
    for (Listener one : config.receive().rtcp()) {
      good &= tell("rtcp " + one.host() + ":" + one.port(), binds(one));
    }
    for (Snmp.Device device : config.snmp().devices()) {
      good &= tell("router " + device.name(), answers(device));
    }
    return good;
  }

  /** What was found, and whether it is as it should be. */
  private record Finding(boolean good, String text) {}

  private boolean tell(String item, Finding finding) {
    out.printf("%s: %s: %s%n", item, finding.good() ? "good" : "FAILED", finding.text());
    out.flush();
    return finding.good();
  }

  private static Finding opens(Capture one) {
    String why = whyNoCapture(one.networkInterface());
    return new Finding(why.isEmpty(), why.isEmpty() ? "can be captured" : why);
  }

  /** Why an interface cannot be sniffed; empty when it can. */
  static String whyNoCapture(String networkInterface) {
    Capture small = new Capture(networkInterface, false, 1 << 20);
    try {
      LiveCapture.open(List.of(small), new Nobody()).close();
      return "";
    } catch (CaptureException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private static Finding binds(Listener one) {
    InetSocketAddress at =
        new InetSocketAddress(IpAddress.parse(one.host()).toInetAddress(), one.port());
    try (DatagramSocket socket = new DatagramSocket(null)) {
      socket.bind(at);
      return new Finding(true, "is free");
    } catch (IOException busy) {
      return new Finding(
          false, "cannot be opened (" + busy.getMessage() + "); is the daemon running already?");
    }
  }

  private Finding answers(Snmp.Device device) {
    RouterCheck check = SnmpPoller.check(config.snmp(), device);
    if (!check.answered()) {
      return new Finding(false, check.problem().orElse("no answer"));
    }
    StringBuilder text = new StringBuilder(check.name());
    for (Map.Entry<String, Boolean> module : new TreeMap<>(check.modules()).entrySet()) {
      text.append(", ").append(module.getKey()).append(module.getValue() ? "" : " (failed)");
    }
    check.problem().ifPresent(problem -> text.append("; ").append(problem));
    return new Finding(check.problem().isEmpty(), text.toString());
  }

  /** Looks at no packet. */
  private static final class Nobody implements PacketSink {
    @Override
    public void onObservationPoint(int observationPoint, ObservationPoint place) {}

    @Override
    public void onPacket(
        ByteBuffer window,
        int offset,
        int length,
        int wireLength,
        long atNs,
        int observationPoint,
        int flags) {}

    @Override
    public void onDrops(int observationPoint, long fromNs, long toNs, long packets) {}

    @Override
    public void flush() {}
  }
}
