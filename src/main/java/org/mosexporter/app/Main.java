package org.mosexporter.app;

/** The program: {@code mos-exporter COMMAND}. */
public final class Main {
  public static void main(String[] arguments) {
    System.exit(2);
  }

  private Main() {}
}
