package org.mosexporter.receive;

import java.net.InetSocketAddress;
import java.util.OptionalInt;

/** What a listener is doing. */
public sealed interface ListenerState {
  /**
   * It hears.
   *
   * @param receiveBufferBytes of a datagram socket: what the kernel granted, and too little of it
   *     loses bursts
   */
  record Listening(InetSocketAddress address, OptionalInt receiveBufferBytes)
      implements ListenerState {}

  /**
   * It cannot hear now and tries again.
   *
   * @param why in one line, with what to do
   */
  record Waiting(String why) implements ListenerState {}

  /** It was closed. */
  record Closed() implements ListenerState {}
}
