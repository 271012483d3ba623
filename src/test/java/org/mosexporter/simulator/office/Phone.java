package org.mosexporter.simulator.office;

/** A phone of the office: who it is, where it is, and its device. */
public final class Phone {
  private final String user;
  private final Host host;
  private final Model model;
  private final String firmware;
  private final NetworkPlan network;
  private final Access access;
  private final Device device;
  boolean busy;
  private int nextPort = 11_800;

  Phone(
      String user,
      Host host,
      Model model,
      String firmware,
      NetworkPlan network,
      Access access,
      Device device) {
    this.user = user;
    this.host = host;
    this.model = model;
    this.firmware = firmware;
    this.network = network;
    this.access = access;
    this.device = device;
  }

  Host media() {
    nextPort = nextPort == 12_998 ? 11_800 : nextPort + 2;
    return host.at(nextPort);
  }

  String userAgent() {
    return model.userAgent().replace("*", firmware);
  }

  public String user() {
    return user;
  }

  public Host host() {
    return host;
  }

  /** The dotted address. */
  public String address() {
    return host.address();
  }

  public Model model() {
    return model;
  }

  public String firmware() {
    return firmware;
  }

  public NetworkPlan network() {
    return network;
  }

  public Access access() {
    return access;
  }

  public Device device() {
    return device;
  }
}
