package org.mosexporter.call;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mosexporter.config.UserAgentRule;

/**
 * Make, model and firmware out of a User-Agent header (RFC 3261 §20.41).
 *
 * <p>The header is the sender's word and hostile until shown otherwise: only what a rule picks out
 * gets further, bounded and in plain characters. Serial numbers, hardware addresses and build dates
 * stay behind.
 */
final class UserAgents {
  private static final int MAX_CHARS = 40;

  /** A PBX or proxy speaks for others; what it says is no fact about a phone. */
  private static final Pattern SERVER =
      Pattern.compile(
          "(?i)(Asterisk|FPBX|FreeSWITCH|Cisco-CUCM|3CXPhoneSystem|kamailio|opensips"
              + "|sip-router|yate).*");

  private static final List<UserAgentRule> BUILT_IN =
      List.of(
          rule("Yealink", "Yealink ([\\w-]+) ([\\d.]+).*"),
          rule("Poly", "Poly(?:Edge)?-(\\w+)-UA/([\\d.]+).*"),
          rule("Polycom", "Polycom\\w*-(\\w+)-UA/([\\d.]+).*"),
          rule("Cisco", "Cisco-((?:CP|ATA)[\\w-]*)/([^_ ]+).*"),
          rule("Cisco", "Cisco/([\\w-]+?)-(\\d+(?:\\.\\d+)+(?:\\(\\w+\\))?).*"),
          rule("Linksys", "Linksys/([\\w-]+?)-(\\d+(?:\\.\\d+)+(?:\\(\\w+\\))?).*"),
          rule("snom", "(?:Mozilla/\\S+ \\(compatible; )?snom(\\w+?)(?:-SIP)?[/ ](\\d[\\d.]*).*"),
          rule("Grandstream", "Grandstream ([\\w-]+) ([\\d.]+).*"),
          rule("Fanvil", "Fanvil ([\\w-]+) ([\\d.]+).*"),
          rule("Htek", "Htek ([\\w-]+) (V?[\\d.]+).*"),
          rule("Mitel", "Mitel[- ](\\w+)(?:-SIP)?/([\\d.]+).*"),
          rule("Aastra", "Aastra[- ](\\w+)/([\\d.]+).*"),
          rule("Avaya", "Avaya ([\\w -]+?) (\\d+(?:\\.\\d+)+).*"),
          rule("AVM", "AVM ([\\w! -]+?) (\\d+(?:\\.\\d+)+).*"),
          rule("AudioCodes", "AUDC-IPPhone-(\\w+?)_(\\d+(?:\\.\\d+)+).*"),
          rule("AudioCodes", "(?:Audiocodes-)?(Sip-Gateway)-[^/]*/v\\.([\\w.]+).*"),
          rule("Gigaset", "Gigaset[ -]([\\w -]+)/([^; ]+).*"),
          rule("Alcatel", "ALE ([\\w-]+) ([\\d.]+).*"),
          rule("Panasonic", "Panasonic[_ -]([\\w-]+)/([\\d.]+).*"),
          rule("LANCOM", "LANCOM ([\\w-]+)[^/]* / ([\\w.]+).*"),
          rule("Linphone", "(Linphone\\w*)/([\\w.-]+).*"),
          rule("baresip", "(baresip) v?(\\d[\\w.-]*).*"),
          rule("PJSIP", "(PJSUA2?) v?(\\d[\\w.-]*).*"),
          rule("Zoiper", "(Zoiper)(?: for \\w+)?[ /](?:r?v)?(\\d[\\w.-]*).*"));

  private final List<UserAgentRule> rules;

  /** With rules of the user's own, which are asked first. */
  UserAgents(List<UserAgentRule> own) {
    rules = new ArrayList<>(own);
    rules.addAll(BUILT_IN);
  }

  /** Which phone says this of itself; {@link Device#UNSEEN} when it is a server. */
  Device device(String userAgent) {
    if (userAgent.isBlank() || isServer(userAgent)) {
      return Device.UNSEEN;
    }
    for (UserAgentRule rule : rules) {
      Matcher matcher = rule.pattern().matcher(userAgent);
      if (matcher.matches()) {
        return new Device(
            rule.vendor(), group(matcher, rule.model()), group(matcher, rule.firmware()));
      }
    }
    return Device.OTHER;
  }

  /** What the group holds; what the rule does not tell is as with a phone that no rule knows. */
  private static String group(Matcher matcher, OptionalInt number) {
    String text = number.isPresent() ? matcher.group(number.getAsInt()) : null;
    return text == null ? Device.OTHER.model() : plain(text);
  }

  static boolean isServer(String userAgent) {
    return SERVER.matcher(userAgent).matches();
  }

  static String plain(String text) {
    String bounded = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
    return bounded.replaceAll("[^A-Za-z0-9 ._+()!-]", "_").strip();
  }

  /** The first group is the model, the second the firmware. */
  private static UserAgentRule rule(String vendor, String pattern) {
    return new UserAgentRule(
        Pattern.compile(pattern, Pattern.CASE_INSENSITIVE),
        vendor,
        OptionalInt.of(1),
        OptionalInt.of(2));
  }
}
