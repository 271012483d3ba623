package org.mosexporter.system;

/** Debian 12: systemd 252. */
class BookwormSystemdIT extends ServiceOnSystemd {
  BookwormSystemdIT() {
    super("bookworm");
  }
}
