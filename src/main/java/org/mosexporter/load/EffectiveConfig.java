package org.mosexporter.load;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Notifications;
import org.mosexporter.config.Privacy;
import org.mosexporter.config.Records;
import org.mosexporter.config.Secret;
import org.mosexporter.config.Snmp.Credentials;
import org.mosexporter.config.Template;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** The configuration in force, defaults filled in and secrets masked, as YAML that loads again. */
public final class EffectiveConfig {
  public static String yaml(Config config) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setIndent(2);
    return new Yaml(options).dump(sections(config));
  }

  private static Map<String, Object> sections(Config config) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("site", config.site());
    Map<String, Object> sites = new TreeMap<>();
    config.sites().forEach((name, site) -> sites.put(name, site(site)));
    all.put("sites", sites);
    all.put("networks", config.networks().stream().map(EffectiveConfig::network).toList());
    all.put("servers", config.servers().stream().map(EffectiveConfig::server).toList());
    all.put("trunks", config.trunks().stream().map(EffectiveConfig::trunk).toList());
    all.put("groups", config.groups().stream().map(EffectiveConfig::group).toList());
    all.put("egress", config.egress().stream().map(EffectiveConfig::egress).toList());
    all.put("user_agents", config.userAgents().stream().map(EffectiveConfig::userAgent).toList());
    all.put("capture", config.capture().stream().map(EffectiveConfig::capture).toList());
    all.put("receive", receive(config.receive()));
    all.put("quality", quality(config.quality()));
    all.put("snmp", snmp(config.snmp()));
    all.put("notify", notifications(config.notifications()));
    all.put("records", records(config.records()));
    all.put("metrics", Map.of("native_histograms", config.metrics().nativeHistograms()));
    all.put("privacy", privacy(config.privacy()));
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("endpoints", config.limits().endpoints());
    limits.put("streams", config.limits().streams());
    limits.put("calls", config.limits().calls());
    limits.put("series", config.limits().series());
    all.put("limits", limits);
    return all;
  }

  private static Map<String, Object> privacy(Privacy privacy) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("users", Units.written(privacy.users()));
    map.put("remote_numbers", Units.written(privacy.remoteNumbers()));
    map.put("keep_sip", privacy.keepSip());
    return map;
  }

  private static Map<String, Object> records(Records records) {
    Map<String, Object> map = new LinkedHashMap<>();
    records
        .file()
        .ifPresent(
            file -> {
              Map<String, Object> its = new LinkedHashMap<>();
              its.put("path", file.path());
              its.put("max_size", file.maxSizeBytes() + "B");
              its.put("keep", file.keep());
              map.put("file", its);
            });
    map.put("database", DatabaseAddress.text(records.database()));
    map.put("keep", records.keep().toSeconds() + "s");
    map.put("max_size", records.maxSizeBytes() + "B");
    return map;
  }

  private static Map<String, Object> site(org.mosexporter.config.Site site) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("timezone", site.timezone().getId());
    if (!site.officeHours().isEmpty()) {
      map.put("office_hours", site.officeHours());
    }
    map.put("target_mos", site.targetMos());
    return map;
  }

  private static Map<String, Object> network(org.mosexporter.config.Network network) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", network.name());
    map.put("cidr", network.cidr().toString());
    map.put("access", Units.written(network.access()));
    map.put("site", network.site());
    return map;
  }

  private static Map<String, Object> server(org.mosexporter.config.Server server) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", server.name());
    map.put("addresses", server.addresses().stream().map(IpAddress::toString).toList());
    map.put("kind", Units.written(server.kind()));
    return map;
  }

  private static Map<String, Object> trunk(org.mosexporter.config.Trunk trunk) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", trunk.name());
    map.put("cidrs", trunk.cidrs().stream().map(Cidr::toString).toList());
    return map;
  }

  private static Map<String, Object> group(org.mosexporter.config.Group group) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", group.name());
    map.put("users", group.users().pattern());
    return map;
  }

  private static Map<String, Object> egress(org.mosexporter.config.Egress egress) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("site", egress.site());
    map.put("trunk", egress.trunk());
    map.put("router", egress.router());
    map.put("interface", egress.networkInterface());
    return map;
  }

  private static Map<String, Object> userAgent(org.mosexporter.config.UserAgentRule rule) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("pattern", rule.pattern().pattern());
    map.put("vendor", rule.vendor());
    rule.model().ifPresent(group -> map.put("model", group));
    rule.firmware().ifPresent(group -> map.put("firmware", group));
    return map;
  }

  private static Map<String, Object> capture(org.mosexporter.config.Capture capture) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("interface", capture.networkInterface());
    map.put("filter", capture.filter());
    if (capture.filter().isEmpty()) {
      map.put("ports", capture.ports());
    }
    map.put("snap_length", capture.snapLength());
    map.put("promiscuous", capture.promiscuous());
    map.put("deduplicate", capture.deduplicate());
    map.put("ring", capture.ringBytes() + "B");
    return map;
  }

  private static Map<String, Object> receive(org.mosexporter.config.Receive receive) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rtcp", receive.rtcp().stream().map(EffectiveConfig::listener).toList());
    map.put("hep", receive.hep().stream().map(EffectiveConfig::transported).toList());
    map.put("sip", receive.sip().stream().map(EffectiveConfig::transported).toList());
    map.put("snmp", receive.snmp().stream().map(EffectiveConfig::listener).toList());
    map.put("cmr", receive.cmr().stream().map(path -> Map.of("path", path)).toList());
    return map;
  }

  private static Map<String, Object> transported(org.mosexporter.config.Listener listener) {
    Map<String, Object> map = listener(listener);
    map.put("transport", listener.transport().name().toLowerCase(Locale.ROOT));
    listener.key().ifPresent(_ -> map.put("key", Secret.MASK));
    return map;
  }

  private static Map<String, Object> listener(org.mosexporter.config.Listener listener) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("listen", listener.address());
    map.put("allow", listener.allow().stream().map(Cidr::toString).toList());
    return map;
  }

  private static Map<String, Object> notifications(Notifications notifications) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("hep", notifications.hep().stream().map(EffectiveConfig::homer).toList());
    map.put("webhooks", notifications.webhooks().stream().map(EffectiveConfig::webhook).toList());
    return map;
  }

  private static Map<String, Object> webhook(Notifications.Webhook webhook) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", webhook.name());
    map.put("url", WebhookReader.shown(webhook.url()));
    webhook.key().ifPresent(key -> map.put("key", key.toString()));
    webhook.authorization().ifPresent(secret -> map.put("authorization", secret.toString()));
    webhook.caFile().ifPresent(file -> map.put("ca_file", file));
    map.put("min_severity", Units.written(webhook.minSeverity()));
    webhook.template().ifPresent(template -> template(template, map));
    return map;
  }

  private static void template(Template template, Map<String, Object> map) {
    template.file().ifPresent(file -> map.put("template_file", file));
    if (template.file().isEmpty()) {
      Map<String, Object> texts = new LinkedHashMap<>();
      template
          .members()
          .values()
          .forEach((name, value) -> texts.put(name, ((Template.Text) value).text()));
      map.put("template", texts);
    }
  }

  private static Map<String, Object> homer(org.mosexporter.config.Notifications.Homer homer) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("to", homer.to());
    map.put("id", homer.agentId());
    homer.key().ifPresent(_ -> map.put("key", Secret.MASK));
    return map;
  }

  private static Map<String, Object> quality(org.mosexporter.config.Quality quality) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("interval", quality.interval().toMillis() + "ms");
    map.put("expected_dscp", quality.expectedDscp());
    map.put("plc", quality.plc());
    map.put("jitter_buffer", jitterBuffer(quality.jitterBuffer()));
    map.put("payload_types", new TreeMap<>(quality.payloadTypes()));
    Map<String, Object> codecs = new TreeMap<>();
    quality
        .codecs()
        .forEach(
            (name, codec) ->
                codecs.put(name, new TreeMap<>(Map.of("ie", codec.ie(), "bpl", codec.bpl()))));
    map.put("codecs", codecs);
    Map<String, Object> models = new TreeMap<>();
    quality
        .models()
        .forEach((name, buffer) -> models.put(name, Map.of("jitter_buffer", jitterBuffer(buffer))));
    map.put("models", models);
    return map;
  }

  private static Map<String, Object> jitterBuffer(org.mosexporter.config.JitterBuffer buffer) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", Units.written(buffer.kind()));
    map.put("nominal", buffer.nominal().toMillis() + "ms");
    map.put("max", buffer.max().toMillis() + "ms");
    return map;
  }

  private static Map<String, Object> snmp(org.mosexporter.config.Snmp snmp) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("interval", snmp.interval().toMillis() + "ms");
    Map<String, Object> credentials = new TreeMap<>();
    snmp.credentials().forEach((name, one) -> credentials.put(name, credentials(one)));
    map.put("credentials", credentials);
    map.put("devices", snmp.devices().stream().map(EffectiveConfig::device).toList());
    return map;
  }

  private static Map<String, Object> device(org.mosexporter.config.Snmp.Device device) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", device.name());
    map.put("site", device.site());
    map.put("address", device.address());
    map.put("credentials", device.credentials());
    map.put("classes", new TreeMap<>(device.classes()));
    return map;
  }

  private static Map<String, Object> credentials(Credentials credentials) {
    Map<String, Object> map = new LinkedHashMap<>();
    switch (credentials) {
      case Credentials.V1 _ -> {
        map.put("version", 1);
        map.put("community", Secret.MASK);
      }
      case Credentials.V2c _ -> {
        map.put("version", 2);
        map.put("community", Secret.MASK);
      }
      case Credentials.V3 v3 -> {
        map.put("version", 3);
        map.put("user", v3.user());
        map.put("auth", Units.written(v3.auth()));
        map.put("auth_key", Secret.MASK);
        map.put("privacy", Units.written(v3.privacy()));
        map.put("privacy_key", Secret.MASK);
        map.put("context", v3.context());
      }
    }
    return map;
  }

  private EffectiveConfig() {}
}
