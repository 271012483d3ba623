package org.mosexporter.wire;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mosexporter.config.IpAddress;

/**
 * Addresses that a device says are its own, in the order in which it says them: those that can lead
 * to it from elsewhere, each once, and not more than a few.
 */
public final class DeviceAddresses {
  private static final int MOST = 16;

  private final Set<IpAddress> said = new LinkedHashSet<>();

  /** Those of a link come first with some, and lead nowhere from here. */
  public void add(IpAddress one) {
    boolean leadsThere =
        !one.isUnspecified()
            && !one.isMulticast()
            && !one.isBroadcast()
            && !one.isLinkLocal()
            && !one.isLoopback();
    if (leadsThere && said.size() < MOST) {
      said.add(one);
    }
  }

  /** These, then those of the other that are not among them. */
  public List<IpAddress> and(DeviceAddresses others) {
    Set<IpAddress> all = new LinkedHashSet<>(said);
    all.addAll(others.said);
    return List.copyOf(all);
  }

  public List<IpAddress> list() {
    return List.copyOf(said);
  }
}
