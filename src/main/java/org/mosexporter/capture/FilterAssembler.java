package org.mosexporter.capture;

import java.util.ArrayList;
import java.util.List;
import org.mosexporter.capture.FilterProgram.Instruction;

/**
 * Writes a {@link FilterProgram}. A is the register that values are loaded into and compared in; X
 * holds where in the packet the program has come to. Jumps only go forward.
 */
final class FilterAssembler {
  private static final int LOAD_OCTET = 0x50;
  private static final int LOAD_SHORT = 0x48;
  private static final int LOAD_WORD = 0x40;
  private static final int A_TO_X = 0x07;
  private static final int X_TO_A = 0x87;
  private static final int ADD = 0x04;
  private static final int ADD_X = 0x0C;
  private static final int AND = 0x54;
  private static final int SHIFT_LEFT = 0x64;
  private static final int JUMP = 0x05;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_GREATER = 0x25;
  private static final int JUMP_IF_NOT_LESS = 0x35;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;
  private static final int FARTHEST = 255;

  private final List<Instruction> written = new ArrayList<>();

  /** A place further on that instructions jump to. */
  static final class Label {
    private final List<Integer> jumps = new ArrayList<>();
  }

  /** A = the octet at X + {@code offset}; a packet that ends before is not wanted. */
  FilterAssembler octet(int offset) {
    return add(LOAD_OCTET, offset);
  }

  FilterAssembler uint16(int offset) {
    return add(LOAD_SHORT, offset);
  }

  FilterAssembler uint32(int offset) {
    return add(LOAD_WORD, offset);
  }

  FilterAssembler and(int mask) {
    return add(AND, mask);
  }

  FilterAssembler shiftLeft(int bits) {
    return add(SHIFT_LEFT, bits);
  }

  /** X = X + {@code octets}. */
  FilterAssembler advance(int octets) {
    return add(X_TO_A, 0).add(ADD, octets).add(A_TO_X, 0);
  }

  /** X = X + A. */
  FilterAssembler advanceByA() {
    return add(ADD_X, 0).add(A_TO_X, 0);
  }

  FilterAssembler ifEqual(int value, Label then) {
    return jump(JUMP_IF_EQUAL, value, then);
  }

  FilterAssembler ifAnyBit(int mask, Label then) {
    return jump(JUMP_IF_ANY_BIT, mask, then);
  }

  /** When A is within both bounds, both included. */
  FilterAssembler ifWithin(int least, int most, Label then) {
    if (least == most) {
      return ifEqual(least, then);
    }
    written.add(new Instruction(JUMP_IF_NOT_LESS, 0, 1, least));
    then.jumps.add(written.size());
    return add(JUMP_IF_GREATER, most);
  }

  FilterAssembler jump(Label to) {
    return jump(JUMP, 0, to);
  }

  /** Takes that many octets of the packet; 0 for none. */
  FilterAssembler take(int octets) {
    return add(RETURN, octets);
  }

  /** Here is where all jumps to the label arrive. */
  FilterAssembler at(Label label) {
    for (int jump : label.jumps) {
      Instruction from = written.get(jump);
      written.set(jump, aimed(from.code(), from.value(), written.size() - jump - 1));
    }
    return this;
  }

  private static Instruction aimed(int code, int value, int distance) {
    if (distance > FARTHEST) {
      throw new IllegalStateException("too far to jump: " + distance);
    }
    return switch (code) {
      case JUMP -> new Instruction(code, 0, 0, distance);
      case JUMP_IF_GREATER -> new Instruction(code, 0, distance, value); // when it is not
      default -> new Instruction(code, distance, 0, value);
    };
  }

  private FilterAssembler jump(int code, int value, Label then) {
    then.jumps.add(written.size());
    return add(code, value);
  }

  private FilterAssembler add(int code, int value) {
    written.add(new Instruction(code, 0, 0, value));
    return this;
  }

  FilterProgram program() {
    return new FilterProgram(written);
  }
}
