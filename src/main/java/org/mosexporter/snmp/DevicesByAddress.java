package org.mosexporter.snmp;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.mosexporter.config.IpAddress;

/**
 * Devices by the addresses at which they are polled and those that they told to be theirs: a router
 * may send from another than it is asked at. Used by one thread.
 */
final class DevicesByAddress implements Function<IpAddress, Optional<DevicePoller>> {
  private static final long FOR_NS = Duration.ofSeconds(5).toNanos();

  private final List<DevicePoller> devices;
  private final LongSupplier nanoTime;
  private Map<IpAddress, DevicePoller> byAddress = Map.of();
  private long readAtNs;

  DevicesByAddress(List<DevicePoller> devices, LongSupplier nanoTime) {
    this.devices = devices;
    this.nanoTime = nanoTime;
    this.readAtNs = nanoTime.getAsLong() - FOR_NS;
  }

  @Override
  public Optional<DevicePoller> apply(IpAddress address) {
    long nowNs = nanoTime.getAsLong();
    if (nowNs - readAtNs >= FOR_NS) {
      readAtNs = nowNs;
      byAddress = read();
    }
    return Optional.ofNullable(byAddress.get(address));
  }

  /** Where it is asked goes before what another claims to be its own. */
  private Map<IpAddress, DevicePoller> read() {
    Map<IpAddress, DevicePoller> all = new HashMap<>();
    devices.forEach(device -> device.addresses().forEach(each -> all.putIfAbsent(each, device)));
    devices.forEach(device -> device.address().ifPresent(each -> all.put(each, device)));
    return Map.copyOf(all);
  }
}
