package org.mosexporter.config;

import java.util.List;
import java.util.Map;

/** A configuration that is another one but for what is set here. */
public final class ConfigBuilder {
  private String site;
  private Map<String, Site> sites;
  private List<Network> networks;
  private List<Server> servers;
  private List<Trunk> trunks;
  private List<Group> groups;
  private List<Egress> egress;
  private List<UserAgentRule> userAgents;
  private List<Capture> capture;
  private Receive receive;
  private Quality quality;
  private Snmp snmp;
  private Notifications notifications;
  private Records records;
  private MetricsOptions metrics;
  private Privacy privacy;
  private Limits limits;

  ConfigBuilder(Config other) {
    site = other.site();
    sites = other.sites();
    networks = other.networks();
    servers = other.servers();
    trunks = other.trunks();
    groups = other.groups();
    egress = other.egress();
    userAgents = other.userAgents();
    capture = other.capture();
    receive = other.receive();
    quality = other.quality();
    snmp = other.snmp();
    notifications = other.notifications();
    records = other.records();
    metrics = other.metrics();
    privacy = other.privacy();
    limits = other.limits();
  }

  public ConfigBuilder site(String its) {
    site = its;
    return this;
  }

  public ConfigBuilder sites(Map<String, Site> its) {
    sites = its;
    return this;
  }

  public ConfigBuilder networks(List<Network> its) {
    networks = its;
    return this;
  }

  public ConfigBuilder servers(List<Server> its) {
    servers = its;
    return this;
  }

  public ConfigBuilder trunks(List<Trunk> its) {
    trunks = its;
    return this;
  }

  public ConfigBuilder groups(List<Group> its) {
    groups = its;
    return this;
  }

  public ConfigBuilder egress(List<Egress> its) {
    egress = its;
    return this;
  }

  public ConfigBuilder userAgents(List<UserAgentRule> its) {
    userAgents = its;
    return this;
  }

  public ConfigBuilder capture(List<Capture> its) {
    capture = its;
    return this;
  }

  public ConfigBuilder receive(Receive its) {
    receive = its;
    return this;
  }

  public ConfigBuilder quality(Quality its) {
    quality = its;
    return this;
  }

  public ConfigBuilder snmp(Snmp its) {
    snmp = its;
    return this;
  }

  public ConfigBuilder notifications(Notifications its) {
    notifications = its;
    return this;
  }

  public ConfigBuilder records(Records its) {
    records = its;
    return this;
  }

  public ConfigBuilder metrics(MetricsOptions its) {
    metrics = its;
    return this;
  }

  public ConfigBuilder privacy(Privacy its) {
    privacy = its;
    return this;
  }

  public ConfigBuilder limits(Limits its) {
    limits = its;
    return this;
  }

  public Config build() {
    return new Config(
        site,
        sites,
        networks,
        servers,
        trunks,
        groups,
        egress,
        userAgents,
        capture,
        receive,
        quality,
        snmp,
        notifications,
        records,
        metrics,
        privacy,
        limits);
  }
}
