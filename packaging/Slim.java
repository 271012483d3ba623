import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Copies jars without what only debuggers read: names of local variables and of parameters. Lines stay, for stack traces. It is what
 * jlink does with the JDK's own classes. A jar that is signed stays as it is, and so does a class whose relatives are in no jar (of features that are not used), for its
 * code cannot be written anew without them.
 *
 * <p>java packaging/Slim.java FOLDER JAR…
 */
final class Slim {
  private static final String SIGNATURES = "META-INF/.*\\.(SF|RSA|DSA|EC)";

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<Path> jars = Stream.of(arguments).skip(1).map(Path::of).toList();
    URL[] places = new URL[jars.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = jars.get(i).toUri().toURL();
    }
    try (URLClassLoader all = new URLClassLoader(places)) {
      ClassFile slim =
          ClassFile.of(
              ClassFile.DebugElementsOption.DROP_DEBUG,
              ClassFile.LineNumbersOption.PASS_LINE_NUMBERS,
              ClassFile.ConstantPoolSharingOption.NEW_POOL,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(all)
                      .orElse(ClassHierarchyResolver.defaultResolver())
                      .cached()));
      for (Path jar : jars) {
        copy(jar, folder.resolve(jar.getFileName()), slim);
      }
    }
  }

  private static void copy(Path from, Path to, ClassFile slim) throws IOException {
    if (isSigned(from)) {
      Files.copy(from, to);
      return;
    }
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(from));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
      out.setLevel(Deflater.BEST_COMPRESSION);
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] bytes = in.readAllBytes();
        ZipEntry copied = new ZipEntry(entry.getName());
        copied.setTime(entry.getTime());
        out.putNextEntry(copied);
        out.write(isClass(entry) ? slimmed(bytes, slim) : bytes);
        out.closeEntry();
      }
    }
  }

  private static boolean isSigned(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().anyMatch(entry -> entry.getName().matches(SIGNATURES));
    }
  }

  private static boolean isClass(ZipEntry entry) {
    return entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class");
  }

  private static byte[] slimmed(byte[] bytes, ClassFile slim) {
    try {
      return slim.transformClass(
          slim.parse(bytes), ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
    } catch (IllegalArgumentException relativeIsMissing) {
      return bytes;
    }
  }

  private Slim() {}
}
