import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists the Java files under a folder that google-java-format would change; with {@code --write} it
 * changes them. Exit 1 when it listed any.
 */
public final class CheckFormat {
  public static void main(String[] arguments) throws Exception {
    boolean write = List.of(arguments).contains("--write");
    int unformatted = 0;
    for (String folder : arguments) {
      if (folder.startsWith("--")) {
        continue;
      }
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          unformatted += check(file, write) ? 0 : 1;
        }
      }
    }
    if (unformatted > 0 && !write) {
      System.err.println(unformatted + " file(s) not formatted: run bin/format");
      System.exit(1);
    }
  }

  private static boolean check(Path file, boolean write) throws Exception {
    String source = Files.readString(file);
    Formatter formatter = new Formatter();
    String ordered =
        ImportOrderer.reorderImports(
            RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.GOOGLE);
    String formatted = formatter.formatSource(ordered);
    if (formatted.equals(source)) {
      return true;
    }
    if (write) {
      Files.writeString(file, formatted);
    } else {
      System.err.println("not formatted: " + file);
    }
    return false;
  }
}
