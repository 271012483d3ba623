package org.mosexporter.capture;

import java.util.HexFormat;

/**
 * Runs a filter program as the kernel does (Documentation/networking/filter.rst), written from that
 * text: opcodes by their class, size, mode and operation.
 */
final class FilterMachine {
  private static final int CLASS_LD = 0;
  private static final int CLASS_LDX = 1;
  private static final int CLASS_ALU = 4;
  private static final int CLASS_JMP = 5;
  private static final int CLASS_RET = 6;
  private static final int CLASS_MISC = 7;

  private final FilterProgram program;
  private final byte[] packet;
  private int a;
  private int x;

  private FilterMachine(FilterProgram program, byte[] packet) {
    this.program = program;
    this.packet = packet;
  }

  /** How many octets of the packet are wanted. */
  static int run(FilterProgram program, byte[] packet) {
    return new FilterMachine(program, packet).run();
  }

  static int run(FilterProgram program, String hex) {
    return run(program, HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
  }

  private int run() {
    int at = 0;
    while (true) {
      FilterProgram.Instruction step = program.instructions().get(at);
      switch (step.code() & 7) {
        case CLASS_LD -> {
          int size = 4 >> (step.code() >> 3 & 3);
          int mode = step.code() >> 5;
          if (mode != 1 && mode != 2) {
            throw new AssertionError("load mode " + mode);
          }
          int from = step.value() + (mode == 2 ? x : 0);
          if (from < 0 || from > packet.length - size) {
            return 0;
          }
          a = 0;
          for (int i = 0; i < size; i++) {
            a = (a << 8) | (packet[from + i] & 0xFF);
          }
        }
        case CLASS_LDX -> {
          if (step.code() != 0xB1 || step.value() >= packet.length) {
            throw new AssertionError("code " + step.code());
          }
          x = (packet[step.value()] & 0xF) * 4;
        }
        case CLASS_ALU -> calculate(step);
        case CLASS_JMP -> at += distance(step);
        case CLASS_RET -> {
          return step.value();
        }
        case CLASS_MISC -> {
          if ((step.code() & 0xF8) == 0x80) {
            a = x;
          } else {
            x = a;
          }
        }
        default -> throw new AssertionError("code " + step.code());
      }
      at++;
    }
  }

  private void calculate(FilterProgram.Instruction step) {
    int operand = (step.code() & 8) != 0 ? x : step.value();
    switch (step.code() & 0xF0) {
      case 0x00 -> a += operand;
      case 0x50 -> a &= operand;
      case 0x60 -> a <<= operand;
      default -> throw new AssertionError("operation " + step.code());
    }
  }

  private int distance(FilterProgram.Instruction step) {
    boolean holds;
    switch (step.code() & 0xF0) {
      case 0x00 -> {
        return step.value();
      }
      case 0x10 -> holds = a == step.value();
      case 0x20 -> holds = Integer.compareUnsigned(a, step.value()) > 0;
      case 0x30 -> holds = Integer.compareUnsigned(a, step.value()) >= 0;
      case 0x40 -> holds = (a & step.value()) != 0;
      default -> throw new AssertionError("jump " + step.code());
    }
    return holds ? step.ifTrue() : step.ifFalse();
  }
}
