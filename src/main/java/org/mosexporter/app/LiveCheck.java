package org.mosexporter.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mosexporter.capture.CaptureException;
import org.mosexporter.capture.HostRoutes;
import org.mosexporter.capture.LiveCapture;
import org.mosexporter.capture.Offload;
import org.mosexporter.config.Capture;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Listener;
import org.mosexporter.config.Notifications.Webhook;
import org.mosexporter.config.Snmp;
import org.mosexporter.snmp.RouterCheck;
import org.mosexporter.snmp.SnmpPoller;

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
      good &= one.isAutomatic() ? tellDefaultRoute(one) : tell(item(one), opens(one));
    }
    good &= listeners("rtcp", config.receive().rtcp());
    good &= listeners("hep", config.receive().hep());
    good &= listeners("sip", config.receive().sip());
    good &= listeners("snmp", config.receive().snmp());
    for (Snmp.Device device : config.snmp().devices()) {
      good &= tell("router " + device.name(), answers(device));
    }
    for (Webhook webhook : config.notifications().webhooks()) {
      out.printf("webhook %s: not tried: that would be a false alarm%n", webhook.name());
    }
    return good;
  }

  private static String item(Capture one) {
    return "interface " + one.networkInterface();
  }

  /** The daemon runs without it; but then nothing is sniffed, which is not as it should be. */
  private boolean tellDefaultRoute(Capture wanted) {
    Optional<String> name = HostRoutes.read().defaultInterface();
    if (name.isEmpty()) {
      return tell("capture", new Finding(false, "no default route, and no interface is named"));
    }
    Capture one = wanted.on(name.get());
    return tell(item(one) + " (which has the default route)", opens(one));
  }

  private boolean listeners(String protocol, List<Listener> listeners) {
    boolean good = true;
    for (Listener one : listeners) {
      good &= tell(protocol + " " + one.address(), binds(one));
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
    try {
      Offload offload = LiveCapture.check(one);
      String advice = "; it merges packets, which spoils their sizes and times: ";
      return new Finding(
          true,
          "can be captured"
              + (offload.any() ? advice + offload.remedy(one.networkInterface()) : ""));
    } catch (CaptureException refused) {
      return new Finding(false, String.valueOf(refused.getMessage()));
    }
  }

  /** Why an interface cannot be sniffed; empty when it can. */
  static String whyNoCapture(String networkInterface) {
    try {
      Offload _ = LiveCapture.check(new Capture(networkInterface, false, 1 << 20));
      return "";
    } catch (CaptureException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private static Finding binds(Listener one) {
    InetSocketAddress at =
        new InetSocketAddress(IpAddress.parse(one.host()).toInetAddress(), one.port());
    try (DatagramSocket datagrams = new DatagramSocket(null);
        ServerSocket connections = new ServerSocket()) {
      if (one.transport() == Listener.Transport.UDP) {
        datagrams.bind(at);
      } else {
        connections.bind(at);
      }
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
}
