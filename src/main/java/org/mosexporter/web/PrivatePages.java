package org.mosexporter.web;

/** Whether who asks may see calls. */
final class PrivatePages {
  static boolean isFor(Ask ask) {
    return Access.mayRead(ask);
  }

  private PrivatePages() {}
}
