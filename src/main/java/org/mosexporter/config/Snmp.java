package org.mosexporter.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Which routers and switches are polled, and as whom. */
public record Snmp(Duration interval, Map<String, Credentials> credentials, List<Device> devices) {
  public Snmp {
    credentials = Map.copyOf(credentials);
    devices = List.copyOf(devices);
  }

  public static Snmp none() {
    return new Snmp(Duration.ofSeconds(30), Map.of(), List.of());
  }

  /**
   * A router or switch.
   *
   * @param address host or host:port as written; the port defaults to 161
   * @param credentials key of {@link Snmp#credentials}
   * @param classes code points by the name of a traffic class, where the device cannot tell them
   */
  public record Device(
      String name, String site, String address, String credentials, Map<String, Integer> classes) {
    public Device {
      classes = Map.copyOf(classes);
    }

    public Device(String name, String site, String address, String credentials) {
      this(name, site, address, credentials, Map.of());
    }
  }

  /** How we prove to a device who asks. */
  public sealed interface Credentials {
    /** SNMPv1 (RFC 1157), for devices that know no other. */
    record V1(Secret community) implements Credentials {}

    /** SNMPv2c (RFC 3416 with RFC 1901's community). */
    record V2c(Secret community) implements Credentials {}

    /**
     * SNMPv3 with the user-based security model (RFC 3414, RFC 7860, RFC 3826).
     *
     * @param context which of a device's views is asked; empty is the usual one
     */
    record V3(
        String user, Auth auth, Secret authKey, Privacy privacy, Secret privacyKey, String context)
        implements Credentials {
      public V3(String user, Auth auth, Secret authKey, Privacy privacy, Secret privacyKey) {
        this(user, auth, authKey, privacy, privacyKey, "");
      }
    }
  }

  /** Authentication protocols; NONE only when written out. */
  public enum Auth {
    NONE,
    MD5,
    SHA_1,
    SHA_224,
    SHA_256,
    SHA_384,
    SHA_512
  }

  /** Privacy protocols; the _C variants extend keys as Cisco does. */
  public enum Privacy {
    NONE,
    DES,
    AES_128,
    AES_192,
    AES_256,
    AES_192_C,
    AES_256_C
  }
}
