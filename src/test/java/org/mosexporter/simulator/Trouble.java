package org.mosexporter.simulator;

import java.util.function.Predicate;
import org.mosexporter.simulator.office.StreamTruth;

/**
 * Something wrong with an office: settings of its gear that can be turned from how they were to how
 * bad it shall be, and beside them what that is called.
 *
 * @param touches whether a stream goes through it
 * @param nameable whether what the office shows carries the name; where it does not, who says
 *     "cannot tell" is right
 */
record Trouble(
    Cause cause, Scope scope, Predicate<StreamTruth> touches, boolean nameable, Turn turn) {

  /** Turns the settings. */
  @FunctionalInterface
  interface Turn {
    /**
     * Sets them.
     *
     * @param level 0 as without the trouble, 1 as bad as it gets
     */
    void to(double level);
  }

  Trouble asNameable(boolean carried) {
    return new Trouble(cause, scope, touches, carried, turn);
  }
}
