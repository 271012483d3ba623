package org.mosexporter.system;

/** Debian 13: systemd 257. */
class TrixieSystemdIT extends ServiceOnSystemd {
  TrixieSystemdIT() {
    super("trixie");
  }
}
