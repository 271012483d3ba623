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

  /** It reads the files of a folder. */
  record Watching(String folder) implements ListenerState {}

  /**
   * It cannot hear now and tries again.
   *
   * @param why in one line, with what to do
   */
  record Waiting(String why) implements ListenerState {}

  /** Whether reports are taken. */
  default boolean isUp() {
    return this instanceof Listening || this instanceof Watching;
  }

  /** It was closed. */
  record Closed() implements ListenerState {}
}
