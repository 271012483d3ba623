package org.mosexporter.call;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mosexporter.call.CallState.Over;

/** A call's place among the legs of a conversation: the eldest that goes on stands for it. */
final class Conversation {
  private static final int MAX_LEGS = 16;

  private final Call self;

  /** Stands for the conversation, where that is another call. */
  private Optional<Call> elder = Optional.empty();

  private boolean isLeg;

  /** The further legs this stands for, as far as it is related to them. */
  private Set<Call> younger = Set.of();

  Conversation(Call self) {
    this.self = self;
  }

  /** Whether another call stands for the conversation by now. */
  boolean hasElder() {
    return elder.isPresent();
  }

  /** Whether it ever was a further leg: then it is not a conversation of its own. */
  boolean isLeg() {
    return isLeg;
  }

  /** The call that stands for the conversation. */
  Call head() {
    return elder.orElse(self);
  }

  /** A further leg of the conversation. */
  void standsFor(Call leg) {
    leg.conversation.elder = Optional.of(self);
    leg.conversation.isLeg = true;
    if (younger.size() < MAX_LEGS) {
      younger = younger.isEmpty() ? new LinkedHashSet<>(2) : younger;
      younger.add(leg);
    }
  }

  /**
   * It is over: the eldest leg that is not stands for the others from now on, when there is one.
   */
  Optional<Call> handOver() {
    List<Call> left = younger.stream().filter(leg -> !(leg.state instanceof Over)).toList();
    younger = Set.of();
    elder.ifPresent(own -> left.forEach(own.conversation::standsFor));
    if (left.isEmpty() || elder.isPresent()) {
      return Optional.empty();
    }
    Call heir = left.getFirst();
    heir.conversation.elder = Optional.empty();
    left.stream().skip(1).forEach(heir.conversation::standsFor);
    return Optional.of(heir);
  }
}
