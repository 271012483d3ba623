package org.mosexporter.system;

/** On Debian 12. */
class BookwormDebIT extends InstalledDeb {
  BookwormDebIT() {
    super("bookworm");
  }
}
