package org.mosexporter.system;

/** On Debian 13. */
class TrixieDebIT extends InstalledDeb {
  TrixieDebIT() {
    super("trixie");
  }
}
