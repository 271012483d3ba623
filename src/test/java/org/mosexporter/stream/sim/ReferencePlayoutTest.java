package org.mosexporter.stream.sim;

import org.mosexporter.stream.reference.Playout;
import org.mosexporter.stream.reference.ReferencePlayout;

class ReferencePlayoutTest extends PlayoutContract {
  @Override
  protected Playout playout() {
    return new ReferencePlayout();
  }
}
