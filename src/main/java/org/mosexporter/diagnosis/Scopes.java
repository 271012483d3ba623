package org.mosexporter.diagnosis;

/** Where an explanation says that it is. */
final class Scopes {
  static Scope of(String site, Explanation by) {
    return switch (by.dimension()) {
      case NETWORK -> new Scope(site, Scope.Kind.NETWORK, by.value());
      case PHONE -> new Scope(site, Scope.Kind.ENDPOINT, by.value());
      case MODEL -> new Scope(site, Scope.Kind.MODEL, by.value());
      case FIRMWARE -> new Scope(site, Scope.Kind.FIRMWARE, by.value());
      case SWITCH -> new Scope(site, Scope.Kind.SWITCH, by.value());
      case TRUNK -> new Scope(site, Scope.Kind.TRUNK, by.value());
      case ALL -> Scope.ofSite(site);
    };
  }

  private Scopes() {}
}
