package org.mosexporter.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mosexporter.config.UserAgentRule;
import org.mosexporter.network.Neighbour;
import org.mosexporter.network.Neighbour.Inventory;

/**
 * Make, model and firmware of a phone by what it says over LLDP or CDP, named as its User-Agent
 * would be. Used by any thread.
 */
final class NeighbourModels {
  private static final int MOST_TEXTS = 512;

  /**
   * A make's own form of text: the first group is the model, the second the firmware.
   *
   * @param prefix of the model in its User-Agents
   */
  private record Form(Pattern text, String vendor, String prefix) {}

  private static final List<Form> FORMS =
      List.of(
          form("Polycom;\\w+-(\\w+);[^;]*;SIP/([\\d.]+).*", "Polycom", ""),
          form("Polycom SoundPoint IP (\\d+)(?: ([\\d.]+))?.*", "Polycom", "SPIP_"),
          form("Polycom SoundStation IP (\\d+)(?: ([\\d.]+))?.*", "Polycom", "SSIP_"),
          form("Polycom VVX[ _-]?(\\w+)(?: ([\\d.]+))?.*", "Polycom", "VVX_"),
          form(
              "Cisco(?: Systems, Inc\\.)? (?:IP Phone |CP-)(\\w+)[ ,]"
                  + "(?:[^ ]+ )?(?:sip|SCCP)\\w*\\.(\\d+-\\d+-\\d+).*",
              "Cisco",
              "CP"),
          form(
              "Cisco(?: Systems, Inc\\.)? (?:IP Phone |CP-)(\\w+),[^ ]* "
                  + "SCCP\\d+\\.(\\d+-\\d+-\\d+).*",
              "Cisco",
              "CP"),
          form(
              "Cisco(?: Systems, Inc\\.)? (?:IP Phone |CP-)(\\w+)(?: (\\d[\\w.]*))?.*",
              "Cisco",
              "CP"),
          form("snom[\\w ;]* ?snom(\\w+?)(?:-SIP)? ([\\d.]+).*", "snom", ""));

  private final UserAgents rules;
  private final LinkedHashMap<String, Device> known = new LinkedHashMap<>();

  NeighbourModels(List<UserAgentRule> own) {
    rules = new UserAgents(own);
  }

  /** {@link Device#UNSEEN} when nothing that it says tells its make. */
  Device device(Neighbour neighbour) {
    for (String text : texts(neighbour)) {
      Device device = device(text);
      if (!device.equals(Device.OTHER) && !device.equals(Device.UNSEEN)) {
        return device;
      }
    }
    return Device.UNSEEN;
  }

  private static List<String> texts(Neighbour of) {
    Inventory inventory = of.inventory();
    List<String> texts = new ArrayList<>();
    if (!inventory.model().isEmpty()) {
      texts.add(inventory.manufacturer() + " " + inventory.model() + " " + inventory.software());
    }
    texts.add((of.description() + " " + inventory.software()).strip());
    texts.add(of.name());
    return texts;
  }

  private synchronized Device device(String text) {
    Device before = known.get(text);
    if (before != null) {
      return before;
    }
    Device device = found(text);
    if (known.size() >= MOST_TEXTS) {
      known.pollFirstEntry();
    }
    known.put(text, device);
    return device;
  }

  private Device found(String text) {
    Device device = rules.device(text);
    for (Form form : FORMS) {
      Matcher matcher = form.text.matcher(text);
      if (device.equals(Device.OTHER) && matcher.matches()) {
        String firmware = matcher.group(2);
        device =
            new Device(
                form.vendor,
                form.prefix + UserAgents.plain(matcher.group(1)),
                firmware == null
                    ? Device.OTHER.firmware()
                    : UserAgents.plain(firmware.replace('-', '.')));
      }
    }
    return device;
  }

  private static Form form(String pattern, String vendor, String prefix) {
    return new Form(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), vendor, prefix);
  }
}
