package org.mosexporter.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mosexporter.config.Config;
import org.mosexporter.config.Notifications;
import org.mosexporter.config.Records;

/**
 * All that is simulated: an office with its router, and perhaps a branch with devices of its own.
 */
public final class DemoSite implements AutoCloseable {
  private final DemoPlan plan;
  private final Optional<DemoPlan> branch;
  private final List<DemoOffice> offices = new ArrayList<>();

  /** That of the office; of a branch its router and its firewall. */
  private final List<DemoRouter> devices = new ArrayList<>();

  /** Where a daemon with a branch writes records of calls; gone at the end. */
  private Optional<Path> folder = Optional.empty();

  private Optional<DemoDesk> desk = Optional.empty();

  private DemoSite(DemoPlan plan, Optional<DemoPlan> branch) {
    this.plan = plan;
    this.branch = branch;
  }

  /**
   * Opens the devices' sockets; nobody calls yet.
   *
   * @param branchSeed what the branch leaves to chance; none without
   * @param packets closed with the offices
   */
  public static DemoSite of(DemoPlan plan, Optional<Long> branchSeed, PacketOut packets)
      throws IOException {
    DemoSite site = new DemoSite(plan, branchSeed.map(seed -> branch(seed, plan)));
    try {
      site.open(new OneAtATime(packets));
    } catch (IOException failed) {
      site.close();
      throw failed;
    }
    return site;
  }

  private static DemoPlan branch(long seed, DemoPlan office) {
    DemoPlan branch = DemoPlan.branch(seed);
    return office.collector().map(branch::withCollector).orElse(branch);
  }

  private void open(PacketOut packets) throws IOException {
    DemoOffice office = new DemoOffice(plan, packets, InstantSource.system());
    offices.add(office);
    devices.add(new DemoRouter(office.traffic(), 0));
    if (branch.isPresent()) {
      desk = Optional.of(DemoDesk.open());
      folder = Optional.of(Files.createTempDirectory("mos-exporter-demo"));
      DemoOffice second = new DemoOffice(branch.get(), packets, InstantSource.system());
      offices.add(second);
      devices.add(DemoRouter.ofBranch(second.traffic(), 0));
      devices.add(DemoRouter.firewall(second.traffic(), 0));
    }
  }

  /**
   * With which the normal daemon measures it.
   *
   * @param capture whether to sniff {@code lo}; without, the packets come as a capture file
   * @param rtcpPort where phones' reports are received
   */
  public Config config(boolean capture, int rtcpPort) throws IOException {
    Config config = DemoConfig.of(plan, capture, rtcpPort, devices.get(0).port());
    return branch
        .map(
            its -> DemoConfig.withBranch(config, its, devices.get(1).port(), devices.get(2).port()))
        .orElse(config)
        .but()
        .records(folder.map(DemoSite::records).orElseGet(Records::none))
        .notifications(desk.isPresent() ? desk.get().notifications() : Notifications.none())
        .build();
  }

  private static Records records(Path folder) {
    Records.File file =
        new Records.File(
            folder.resolve("calls.jsonl").toString(),
            Records.File.LEAST_MAX_SIZE_BYTES,
            Records.File.DEFAULT_KEEP);
    return Records.of(Optional.of(file), new Records.Database.None());
  }

  public void start() {
    offices.forEach(DemoOffice::start);
  }

  public void endCalls() throws IOException {
    for (DemoOffice office : offices) {
      office.close();
    }
  }

  @Override
  public void close() throws IOException {
    endCalls();
    for (DemoRouter device : devices) {
      device.close();
    }
    if (desk.isPresent()) {
      desk.get().close();
    }
    if (folder.isPresent()) {
      remove(folder.get());
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
