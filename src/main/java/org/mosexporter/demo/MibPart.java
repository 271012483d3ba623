package org.mosexporter.demo;

/** Objects of one module. */
interface MibPart {
  void fill(MibRows rows);
}
