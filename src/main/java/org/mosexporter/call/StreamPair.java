package org.mosexporter.call;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.mosexporter.stream.RtpStream;

/**
 * The streams that live between two media addresses, in both directions. A sender may open any
 * number of them: to add one, none of the others is looked at but the first.
 */
final class StreamPair {
  final Set<RtpStream> streams = new LinkedHashSet<>();
  private final Ends ends;

  /** How many of them go from the lower address to the other. */
  private int forth;

  /** The call that was made of them, as long as it is there. */
  private Optional<Call.Handle> made = Optional.empty();

  StreamPair(Ends ends) {
    this.ends = ends;
  }

  void add(RtpStream stream) {
    if (streams.add(stream)) {
      forth += ends.isForth(stream) ? 1 : 0;
    }
  }

  void remove(RtpStream stream) {
    if (streams.remove(stream)) {
      forth -= ends.isForth(stream) ? 1 : 0;
    }
  }

  boolean isEmpty() {
    return streams.isEmpty();
  }

  boolean isBothWays() {
    return forth > 0 && forth < streams.size() && !ends.isLoop();
  }

  RtpStream first() {
    return streams.iterator().next();
  }

  void isOf(Call call) {
    made = Optional.of(call.handle);
  }

  /** The call that was made of them, else that of the first: signalling may have told it. */
  Optional<Call> call() {
    Optional<Call> call = made.flatMap(Call.Handle::call);
    return call.isPresent() || isEmpty() ? call : StreamOwner.of(first()).call();
  }

  /** The call of any; looks at all. */
  Optional<Call> callOfAny() {
    return streams.stream().flatMap(one -> StreamOwner.of(one).call().stream()).findFirst();
  }
}
