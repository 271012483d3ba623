package org.mosexporter;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.mosexporter.config.Table;

/** What lives in the heap, and what may ({@code bench/budgets.properties}). */
public final class LiveHeap {
  /** What collectors fill holes with does not count, nor the direct buffers of tests' packets. */
  private static final Pattern ROW =
      Pattern.compile(
          "^ *\\d+: +\\d+ +(\\d+) +(?!.*(Filler|ref\\.Cleaner|DirectByteBuffer))",
          Pattern.MULTILINE);

  /** What the JVM itself makes meanwhile. */
  private static final double NOISE = 1.02;

  /** Below this share of what is declared, room is reserved for nothing. */
  private static final double LEAST_USED = 0.6;

  /** Octets, object by object. */
  public static long bytes() {
    return ROW.matcher(histogram()).results().mapToLong(row -> Long.parseLong(row.group(1))).sum();
  }

  private static String histogram() {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
    } catch (JMException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What tests hold, by its name. */
  public static long budget(String name) throws IOException {
    Properties budgets = new Properties();
    try (InputStream in = Files.newInputStream(Path.of("bench", "budgets.properties"))) {
      budgets.load(in);
    }
    String value = budgets.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("no budget " + name);
    }
    return Long.parseLong(value);
  }

  /** Entries take no more than is declared, and not much less. */
  public static void assertDeclared(Table table, long bytesPerEntry) {
    System.out.println("heap per entry of " + table.label() + ": " + bytesPerEntry + " bytes");
    assertTrue(bytesPerEntry <= NOISE * table.bytesPerEntry(), table + " takes " + bytesPerEntry);
    assertTrue(
        bytesPerEntry >= LEAST_USED * table.bytesPerEntry(),
        table + " takes only " + bytesPerEntry);
  }

  private LiveHeap() {}
}
