package org.mosexporter.capture;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A program that the kernel runs on each packet: how many octets of it are wanted, 0 for none
 * (classic BPF, linux/filter.h).
 */
record FilterProgram(List<Instruction> instructions) {
  /** The kernel takes no longer ones (BPF_MAXINSNS). */
  static final int MOST_INSTRUCTIONS = 4096;

  static final int INSTRUCTION_BYTES = 8;

  /**
   * One step (struct sock_filter).
   *
   * @param ifTrue how many instructions to pass over when the condition holds
   * @param ifFalse and when it does not
   */
  record Instruction(int code, int ifTrue, int ifFalse, int value) {}

  FilterProgram {
    instructions = List.copyOf(instructions);
    if (instructions.size() > MOST_INSTRUCTIONS) {
      throw new IllegalArgumentException(
          "too long for the kernel: " + instructions.size() + " instructions");
    }
  }

  /** As an array of struct sock_filter. */
  ByteBuffer structure() {
    ByteBuffer structure = NativeCalls.structure(instructions.size() * INSTRUCTION_BYTES);
    for (Instruction each : instructions) {
      structure.putShort((short) each.code);
      structure.put((byte) each.ifTrue).put((byte) each.ifFalse);
      structure.putInt(each.value);
    }
    return structure.flip();
  }

  /** The program in such an array, from its position to its limit. */
  static FilterProgram of(ByteBuffer structure) {
    Instruction[] read = new Instruction[structure.remaining() / INSTRUCTION_BYTES];
    for (int i = 0; i < read.length; i++) {
      int code = structure.getShort() & 0xFFFF;
      int ifTrue = structure.get() & 0xFF;
      int ifFalse = structure.get() & 0xFF;
      read[i] = new Instruction(code, ifTrue, ifFalse, structure.getInt());
    }
    return new FilterProgram(List.of(read));
  }
}
