package org.mosexporter.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
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
    int classes = 0;
    URL[] places = new URL[jars.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = jars.get(i).toUri().toURL();
    }
    try (URLClassLoader loader =
        new URLClassLoader(places, ClassLoader.getPlatformClassLoader())) {
      for (Path jar : jars) {
        for (String name : classes(jar)) {
          classes++;
          try {
            // Links it, which verifies it, and runs nothing of it.
            java.lang.invoke.MethodHandles.lookup();
            Class<?> type = Class.forName(name, false, loader);
            type.getDeclaredMethods();
            sun(type);
          } catch (LinkageError missingOrBad) {
            refused.add(name);
          }
        }
      }
    }
    assertTrue(classes > 5000, "only " + classes + " classes");
    return refused;
  }
}
