package org.mosexporter.receive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.mosexporter.receive.ListenerState.Listening;

/** The socket of a listener. */
interface Port {
  /**
   * Opens it, says so, and takes what comes until the thread is interrupted.
   *
   * @throws IOException when it cannot be opened, or breaks
   */
  void serve(InetSocketAddress address, Consumer<Listening> opened) throws IOException;
}
