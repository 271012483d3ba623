package org.mosexporter.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The daemon in a namespace, where it sniffs one interface. */
final class SniffingDaemon {
  static final String LISTEN = "127.0.0.1:10199";

  /** Starts it with what the configuration says of networks and capture. */
  static Child start(Path folder, String namespace, String configuration) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("mos-exporter.yml"),
            "site: lab\nprivacy: {remote_numbers: plain}\n" + configuration);
    return Child.start(
        folder,
        "daemon",
        Namespaces.within(
            namespace,
            Programs.MOS_EXPORTER.toString(),
            "run",
            "--config.file=" + config,
            "--web.listen-address=" + LISTEN));
  }

  static Scrape scrape(Path folder, String namespace) throws IOException, InterruptedException {
    return Scrape.of(ask(folder, namespace, "/metrics"));
  }

  /** The records of calls that are over, as the API tells them. */
  static List<ApiCall> calls(Path folder, String namespace)
      throws IOException, InterruptedException {
    return ApiCall.all(ask(folder, namespace, "/api/v1/calls"));
  }

  static String ask(Path folder, String namespace, String path)
      throws IOException, InterruptedException {
    String[] ask = {"curl", "-sS", "--max-time", "10", "http://" + LISTEN + path};
    return Child.must(folder, Namespaces.within(namespace, ask).toArray(String[]::new));
  }

  private SniffingDaemon() {}
}
