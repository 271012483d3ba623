package org.mosexporter.receive;

import java.net.InetSocketAddress;

/** What a listener is doing. */
public sealed interface ListenerState {
  /**
   * It hears.
   *
   * @param receiveBufferBytes what the kernel granted; too small a one loses bursts
   */
  record Listening(InetSocketAddress address, int receiveBufferBytes) implements ListenerState {}

  /**
   * It cannot hear now and tries again.
   *
   * @param why in one line, with what to do
   */
  record Waiting(String why) implements ListenerState {}

  /** It was closed. */
  record Closed() implements ListenerState {}
}
