package org.mosexporter.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The daemon in a namespace, where it sniffs one interface. */
final class SniffingDaemon {
  private static final String LISTEN = "127.0.0.1:10199";

  /** Starts it with what the configuration says of networks and capture. */
  static Child start(Path folder, String namespace, String configuration) throws IOException {
    Path config =
        Files.writeString(folder.resolve("mos-exporter.yml"), "site: lab\n" + configuration);
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
    String[] ask = {"curl", "-sS", "--max-time", "10", "http://" + LISTEN + "/metrics"};
    return Scrape.of(Child.must(folder, Namespaces.within(namespace, ask).toArray(String[]::new)));
  }

  private SniffingDaemon() {}
}
