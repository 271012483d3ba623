package org.mosexporter.capture;

import java.util.ArrayList;
import java.util.List;

/**
 * What merges packets before they are captured: by the kernel (GRO) or the network card (LRO). Of
 * merged packets neither sizes nor times are those of the wire.
 */
public record Offload(boolean gro, boolean lro) {
  static final Offload NONE = new Offload(false, false);

  private static final int ETHTOOL_GGRO = 0x2B;
  private static final int ETHTOOL_GFLAGS = 0x25;
  private static final int ETH_FLAG_LRO = 1 << 15;

  static Offload of(NativeCalls calls, int descriptor, String name) {
    int gro = calls.ethtool(descriptor, name, ETHTOOL_GGRO);
    int flags = calls.ethtool(descriptor, name, ETHTOOL_GFLAGS);
    return new Offload(gro > 0, flags > 0 && (flags & ETH_FLAG_LRO) != 0);
  }

  public boolean any() {
    return gro || lro;
  }

  /** What to do about it. */
  public String remedy(String networkInterface) {
    List<String> off = new ArrayList<>();
    if (gro) {
      off.add("gro off");
    }
    if (lro) {
      off.add("lro off");
    }
    return "ethtool -K " + networkInterface + " " + String.join(" ", off);
  }
}
