package org.mosexporter.diagnosis;

import java.util.List;
import java.util.Locale;
import org.mosexporter.call.EndpointInfo;

/** Which findings concern a phone: those of its site, but of no other phones and networks. */
public final class EndpointFindings {
  /** Worst first. */
  public static List<Finding> of(EndpointInfo phone, Conclusions conclusions) {
    return conclusions.findings().stream()
        .filter(finding -> concerns(finding.scope(), phone, true))
        .toList();
  }

  /** Without those that concern its whole site. */
  public static List<Finding> own(EndpointInfo phone, Conclusions conclusions) {
    return conclusions.findings().stream()
        .filter(finding -> concerns(finding.scope(), phone, false))
        .toList();
  }

  static boolean concerns(Scope scope, EndpointInfo phone, boolean asAll) {
    return scope.site().equals(phone.site())
        && switch (scope.kind()) {
          case SITE, TRUNK, ROUTER, INTERFACE, CLASS -> asAll;
          case NETWORK -> scope.name().equals(phone.network());
          case ACCESS -> scope.name().equals(phone.access().name().toLowerCase(Locale.ROOT));
          case MODEL -> scope.name().equals(phone.model());
          case FIRMWARE -> scope.name().equals(phone.model() + " " + phone.firmware());
          case ENDPOINT -> scope.name().equals(phone.address().toString());
          case PORT -> scope.name().equals(phone.switchName() + "/" + phone.port());
          case SWITCH -> scope.name().equals(phone.switchName());
        };
  }

  private EndpointFindings() {}
}
