package org.mosexporter.stream.reference;

class ReferencePlayoutTest extends HandMadeTracesContract {
  @Override
  protected Playout playout() {
    return new ReferencePlayout();
  }
}
