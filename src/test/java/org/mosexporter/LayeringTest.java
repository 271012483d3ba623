package org.mosexporter;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.constant.ConstantDescs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The architecture, enforced on the compiled classes: imports point up the list of packages only; a
 * pure package knows only pure ones, and of the JDK nothing that reads a clock, does I/O or starts
 * a thread; a library has the importers it was given and no others.
 */
class LayeringTest {
  private static final String ROOT = "org.mosexporter.";

  /** In the order in which data flows. */
  private static final List<String> PACKAGES =
      List.of(
          "config",
          "wire",
          "quality",
          "stream",
          "network",
          "call",
          "diagnosis",
          "load",
          "capture",
          "receive",
          "snmp",
          "record",
          "notify",
          "metrics",
          "web",
          "demo",
          "app");

  private static final int PURE = PACKAGES.indexOf("diagnosis");

  /** What a pure class may name of the world outside. */
  private static final Pattern PURE_OUTSIDE =
      Pattern.compile(
          "java\\.(lang|util|math|text|nio\\.charset|time)\\..*|java\\.nio\\.(\\w*Buffer|BufferOverflowException|ByteOrder)"
              + "|java\\.net\\.(InetAddress|Inet4Address|Inet6Address)"
              + "|java\\.io\\.(Serializable|UncheckedIOException)"
              + "|org\\.jspecify\\.annotations\\..*");

  private static final Pattern IMPURE =
      Pattern.compile(
          "java\\.util\\.(logging|concurrent\\.(locks|Executor|Thread|Fork|Completable|\\w*Queue))\\b.*"
              + "|java\\.lang\\.(Thread|Process|Runtime|ProcessBuilder|foreign\\..*|ref\\..*)"
              + "|java\\.time\\.(Clock|InstantSource)|java\\.util\\.(Timer|TimerTask|Scanner)"
              + "|java\\.util\\.concurrent\\.(Executor|Thread|Fork|Completable|Future|ScheduledE).*");

  /** Methods of allowed types that read a clock, a name server, chance or the environment. */
  private static final Set<String> IMPURE_METHODS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.exit",
          "java.time.Instant.now",
          "java.time.LocalDateTime.now",
          "java.time.LocalDate.now",
          "java.time.ZonedDateTime.now",
          "java.time.ZoneId.systemDefault",
          "java.net.InetAddress.getByName",
          "java.net.InetAddress.getAllByName",
          "java.net.InetAddress.getLocalHost",
          "java.net.InetAddress.getHostName",
          "java.net.InetAddress.isReachable",
          "java.lang.Math.random");

  /** Library to the packages that may import it. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("org.apache.commons.configuration2", Set.of("load")),
          Map.entry("org.yaml", Set.of("load")),
          Map.entry("org.snmp4j", Set.of("snmp", "demo")),
          Map.entry("io.prometheus", Set.of("metrics")),
          Map.entry("org.eclipse.jetty", Set.of("web")),
          Map.entry("at.favre.lib", Set.of("web")),
          Map.entry("org.sqlite", Set.of("record")),
          Map.entry("org.postgresql", Set.of("record")),
          Map.entry("java.sql", Set.of("record")),
          Map.entry("com.fasterxml.jackson", Set.of("record", "app", "wire.hep")),
          Map.entry("picocli", Set.of("app")));

  private static final Set<String> RESTRICTED = Set.of("capture.Native", "app.Systemd");

  private static final Pattern TYPE = Pattern.compile("L([\\w/$]+)[;<]");

  @Test
  void importsPointUpTheListOnly() throws IOException {
    Set<String> breaches = new TreeSet<>();
    for (ClassModel model : classes()) {
      String from = name(model);
      for (String to : types(model)) {
        if (to.startsWith(ROOT) && rank(to) > rank(from)) {
          breaches.add(from + " knows " + to);
        }
      }
    }
    assertEquals(Set.of(), breaches);
  }

  @Test
  void pureClassesReadNoClockDoNoIoAndKnowNoLibrary() throws IOException {
    Set<String> breaches = new TreeSet<>();
    for (ClassModel model : classes()) {
      String from = name(model);
      if (rank(from) > PURE) {
        continue;
      }
      for (String to : types(model)) {
        boolean parses = to.startsWith("com.fasterxml.jackson") || to.equals("java.io.IOException");
        boolean pull = from.startsWith(ROOT + "wire.hep") && parses; // which the parser throws
        boolean outside = !to.startsWith(ROOT) && !pull;
        if (outside && (!PURE_OUTSIDE.matcher(to).matches() || IMPURE.matcher(to).matches())) {
          breaches.add(from + " knows " + to);
        }
      }
      methods(model)
          .filter(IMPURE_METHODS::contains)
          .forEach(m -> breaches.add(from + " calls " + m));
    }
    assertEquals(Set.of(), breaches);
  }

  @Test
  void aLibraryHasOnlyItsImporters() throws IOException {
    Set<String> breaches = new TreeSet<>();
    for (ClassModel model : classes()) {
      String from = name(model).substring(ROOT.length());
      for (String to : types(model)) {
        LIBRARIES.forEach(
            (library, importers) -> {
              if (to.startsWith(library + ".")
                  && importers.stream().noneMatch(i -> from.startsWith(i + "."))) {
                breaches.add(from + " knows " + to);
              }
            });
      }
    }
    assertEquals(Set.of(), breaches);
  }

  @Test
  void onlyNamedClassesReachNativeMemory() throws IOException {
    Set<String> breaches = new TreeSet<>();
    for (ClassModel model : classes()) {
      String from = name(model).substring(ROOT.length());
      boolean named = RESTRICTED.stream().anyMatch(from::startsWith);
      if (!named
          && methods(model)
              .anyMatch(
                  m ->
                      m.matches(
                          "java\\.lang\\.foreign\\.(MemorySegment\\.reinterpret|Linker\\.\\w+|SymbolLookup\\.\\w+)"))) {
        breaches.add(from);
      }
    }
    assertEquals(Set.of(), breaches);
  }

  /** Without classes every rule above would hold. */
  @Test
  void everyPackageOfTheListIsThere() throws IOException {
    Set<String> found = new TreeSet<>();
    for (ClassModel model : classes()) {
      found.add(PACKAGES.get(rank(name(model))));
    }
    assertEquals(new TreeSet<>(PACKAGES), found);
  }

  private static List<ClassModel> classes() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("target", "classes"))) {
      return files.filter(f -> f.toString().endsWith(".class")).map(LayeringTest::parse).toList();
    }
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int rank(String type) {
    String inside = type.substring(ROOT.length());
    int rank = PACKAGES.indexOf(inside.substring(0, inside.indexOf('.')));
    if (rank < 0) {
      throw new AssertionError("a package that the list does not have: " + type);
    }
    return rank;
  }

  private static String name(ClassModel model) {
    return model.thisClass().asInternalName().replace('/', '.');
  }

  /** Every type the class names: in code, signatures, descriptors, annotations. */
  private static Set<String> types(ClassModel model) {
    Set<String> types = new TreeSet<>();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type when !type.asInternalName().startsWith("[") ->
            types.add(type.asInternalName().replace('/', '.'));
        case NameAndTypeEntry member -> types.addAll(named(member.type().stringValue()));
        case Utf8Entry text when text.stringValue().contains(";") ->
            types.addAll(named(text.stringValue()));
        default -> {}
      }
    }
    return types;
  }

  private static Set<String> named(String descriptor) {
    Set<String> types = new TreeSet<>();
    Matcher matcher = TYPE.matcher(descriptor);
    while (matcher.find()) {
      if (matcher.group(1).contains("/")) {
        types.add(matcher.group(1).replace('/', '.'));
      }
    }
    return types;
  }

  private static Stream<String> methods(ClassModel model) {
    Set<String> methods =
        Stream.iterate(
                1,
                i -> i < model.constantPool().size(),
                i -> i + model.constantPool().entryByIndex(i).width())
            .map(i -> model.constantPool().entryByIndex(i))
            .filter(MemberRefEntry.class::isInstance)
            .map(MemberRefEntry.class::cast)
            .filter(m -> !m.name().equalsString(ConstantDescs.INIT_NAME))
            .map(m -> m.owner().asInternalName().replace('/', '.') + "." + m.name().stringValue())
            .collect(toCollection(TreeSet::new));
    return methods.stream();
  }
}
