package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged jars, whose classes packaging/Slim.java wrote anew. */
class SlimJarsIT {
  private static final Path FOLDER =
      Path.of("target", "slim-jars-" + ProcessHandle.current().pid()).toAbsolutePath();
  private static final Path BUILT = Path.of("target");

  @BeforeAll
  static void unpack() throws Exception {
    Programs.need("dpkg-deb");
    Files.createDirectories(FOLDER);
    Chroot.onHost("dpkg-deb", "-x", Deb.full().toString(), FOLDER.toString());
  }

  @AfterAll
  static void remove() throws Exception {
    Chroot.onHost("rm", "-rf", FOLDER.toString());
  }

  private static List<Path> jars(Path program) throws IOException {
    List<Path> jars = new ArrayList<>(List.of(program.resolve("mos-exporter.jar")));
    try (Stream<Path> files = Files.list(program.resolve("lib"))) {
      files
          .filter(file -> file.getFileName().toString().endsWith(".jar"))
          .filter(file -> !file.getFileName().toString().endsWith("-natives-linux.jar"))
          .sorted()
          .forEach(jars::add);
    }
    return jars;
  }

  /** Those that lack something optional lack it in the jars as they were built, too. */
  @Test
  void theVerifierTakesEveryClassThatItTookBefore() throws Exception {
    Set<String> before = refused(jars(BUILT));
    Set<String> packaged = refused(jars(FOLDER.resolve("usr/lib/mos-exporter")));

    packaged.removeAll(before);
    assertEquals(Set.of(), packaged);
  }

  /** Names of classes that cannot be verified, by a loader that trusts no class. */
  private static Set<String> refused(List<Path> jars) throws Exception {
    Set<String> refused = new TreeSet<>();
    int methods = 0;
    URL[] places = new URL[jars.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = jars.get(i).toUri().toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader())) {
      for (Path jar : jars) {
        for (JarEntry entry : classes(jar)) {
          String name = entry.getName().replace('/', '.').replaceFirst("\\.class$", "");
          try {
            // Links it, which verifies it, and runs nothing of it.
            methods += Class.forName(name, false, loader).getDeclaredMethods().length;
          } catch (LinkageError missingOrBad) {
            refused.add(name);
          }
        }
      }
    }
    assertTrue(methods > 20_000, "only " + methods + " methods");
    return refused;
  }

  private static List<JarEntry> classes(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .filter(entry -> entry.getName().endsWith(".class"))
          .filter(entry -> !entry.getName().startsWith("META-INF/"))
          .filter(entry -> !entry.getName().endsWith("-info.class"))
          .toList();
    }
  }

  @Test
  void ofOurClassesOnlyLinesAreLeft() throws Exception {
    Path jar = FOLDER.resolve("usr/lib/mos-exporter/mos-exporter.jar");
    Set<String> attributes = new TreeSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : classes(jar)) {
        try (InputStream bytes = file.getInputStream(entry)) {
          for (MethodModel method : ClassFile.of().parse(bytes.readAllBytes()).methods()) {
            method
                .findAttribute(Attributes.code())
                .ifPresent(
                    code ->
                        code.attributes()
                            .forEach(each -> attributes.add(each.attributeName().stringValue())));
          }
        }
      }
    }

    assertTrue(attributes.contains("LineNumberTable"), attributes.toString());
    assertFalse(attributes.contains("LocalVariableTable"), attributes.toString());
    assertFalse(attributes.contains("LocalVariableTypeTable"), attributes.toString());
  }
}
