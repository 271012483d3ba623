package org.mosexporter.call;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final List<Rule> RULES =
      List.of(
          rule("Yealink", "Yealink (?<m>[\\w-]+) (?<f>[\\d.]+).*"),
          rule("Poly", "Poly(?:Edge)?-(?<m>\\w+)-UA/(?<f>[\\d.]+).*"),
          rule("Polycom", "Polycom\\w*-(?<m>\\w+)-UA/(?<f>[\\d.]+).*"),
          rule("Cisco", "Cisco-(?<m>(?:CP|ATA)[\\w-]*)/(?<f>[^_ ]+).*"),
          rule("Cisco", "Cisco/(?<m>[\\w-]+?)-(?<f>\\d+(?:\\.\\d+)+(?:\\(\\w+\\))?).*"),
          rule("Linksys", "Linksys/(?<m>[\\w-]+?)-(?<f>\\d+(?:\\.\\d+)+(?:\\(\\w+\\))?).*"),
          rule(
              "snom",
              "(?:Mozilla/\\S+ \\(compatible; )?snom(?<m>\\w+?)(?:-SIP)?[/ ](?<f>\\d[\\d.]*).*"),
          rule("Grandstream", "Grandstream (?<m>[\\w-]+) (?<f>[\\d.]+).*"),
          rule("Fanvil", "Fanvil (?<m>[\\w-]+) (?<f>[\\d.]+).*"),
          rule("Htek", "Htek (?<m>[\\w-]+) (?<f>V?[\\d.]+).*"),
          rule("Mitel", "Mitel[- ](?<m>\\w+)(?:-SIP)?/(?<f>[\\d.]+).*"),
          rule("Aastra", "Aastra[- ](?<m>\\w+)/(?<f>[\\d.]+).*"),
          rule("Avaya", "Avaya (?<m>[\\w -]+?) (?<f>\\d+(?:\\.\\d+)+).*"),
          rule("AVM", "AVM (?<m>[\\w! -]+?) (?<f>\\d+(?:\\.\\d+)+).*"),
          rule("AudioCodes", "AUDC-IPPhone-(?<m>\\w+?)_(?<f>\\d+(?:\\.\\d+)+).*"),
          rule("AudioCodes", "(?:Audiocodes-)?(?<m>Sip-Gateway)-[^/]*/v\\.(?<f>[\\w.]+).*"),
          rule("Gigaset", "Gigaset[ -](?<m>[\\w -]+)/(?<f>[^; ]+).*"),
          rule("Alcatel", "ALE (?<m>[\\w-]+) (?<f>[\\d.]+).*"),
          rule("Panasonic", "Panasonic[_ -](?<m>[\\w-]+)/(?<f>[\\d.]+).*"),
          rule("LANCOM", "LANCOM (?<m>[\\w-]+)[^/]* / (?<f>[\\w.]+).*"),
          rule("Linphone", "(?<m>Linphone\\w*)/(?<f>[\\w.-]+).*"),
          rule("baresip", "(?<m>baresip) v?(?<f>\\d[\\w.-]*).*"),
          rule("PJSIP", "(?<m>PJSUA2?) v?(?<f>\\d[\\w.-]*).*"),
          rule("Zoiper", "(?<m>Zoiper)(?: for \\w+)?[ /](?:r?v)?(?<f>\\d[\\w.-]*).*"));

  /** Which phone says this of itself; {@link Device#UNSEEN} when it is a server. */
  static Device device(String userAgent) {
    if (userAgent.isBlank() || isServer(userAgent)) {
      return Device.UNSEEN;
    }
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern.matcher(userAgent);
      if (matcher.matches()) {
        return new Device(rule.vendor, plain(matcher.group("m")), plain(matcher.group("f")));
      }
    }
    return Device.OTHER;
  }

  static boolean isServer(String userAgent) {
    return SERVER.matcher(userAgent).matches();
  }

  private static String plain(String text) {
    String bounded = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
    return bounded.replaceAll("[^A-Za-z0-9 ._+()!-]", "_").strip();
  }

  private static Rule rule(String vendor, String pattern) {
    return new Rule(vendor, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
  }

  private record Rule(String vendor, Pattern pattern) {}

  private UserAgents() {}
}
