package org.mosexporter.receive;

import java.util.OptionalLong;

/** Where reports come from: a port, or a folder. Answers any thread. */
public interface ReportSource extends AutoCloseable {
  Protocol protocol();

  /** Where it is, as metrics and logs call it. */
  String address();

  ListenerState state();

  ReceiverCounters counters();

  /** Datagrams that came when the socket's buffer was full; absent where nobody tells. */
  OptionalLong socketDrops();

  @Override
  void close();
}
