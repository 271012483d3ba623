package org.mosexporter.record;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.mosexporter.call.CallSummary;

/** Where records go to stay. Used by the one thread of its {@link RecordWriter}. */
interface RecordSink extends Closeable {
  /** As metrics call it. */
  String store();

  /** For the log: where it is, without secrets. */
  String place();

  /** Most records that are written at a time. */
  int batch();

  /**
   * Writes records so that they stay: all of them or none.
   *
   * @throws IOException when they could not be written; they are tried again
   */
  void write(List<CallSummary> calls) throws IOException;

  /** Called between writes: brings on what waits in the store itself. */
  default void look() throws IOException {}

  /** Whether records come where they should, as far as the store knows. */
  default boolean up() {
    return true;
  }

  /** Records that the store itself had to give up. */
  default long lost() {
    return 0;
  }

  /** Records that it does not take for what they hold. */
  default long refused() {
    return 0;
  }

  /**
   * Called now and then: deletes what was kept for long enough or takes too much room.
   *
   * @param nowNs nanoseconds since 1970-01-01 UTC
   */
  void tidy(long nowNs) throws IOException;

  /**
   * Deletes each call that the person took part in, so that nothing of it is left.
   *
   * @return one for each place that it keeps calls in
   */
  List<Erased> erase(Person person);

  /** By which it is searched, by other threads; empty when it cannot be. */
  Optional<StoredCalls> reading();

  /** Does nothing where nothing is open. */
  @Override
  void close();
}
