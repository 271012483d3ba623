package org.mosexporter.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Network namespaces of this process's own, and the cables between them. */
final class Namespaces implements AutoCloseable {
  private static final Pattern OURS = Pattern.compile("mos[A-Z]-(\\d+)-\\d+");

  private final Path folder;
  private final int number;
  private final List<String> made = new ArrayList<>();

  Namespaces(Path folder, int number) {
    this.folder = folder;
    this.number = number;
  }

  /** Removes what a run that was killed left behind. */
  static void removeLeftovers(Path folder) throws IOException, InterruptedException {
    for (String line : Child.must(folder, "ip", "netns", "list").lines().toList()) {
      Matcher name = OURS.matcher(line.split(" ", 2)[0]);
      if (name.matches() && !Files.exists(Path.of("/proc", name.group(1)))) {
        Child.must(folder, "ip", "netns", "delete", name.group());
      }
    }
  }

  /** Makes one, named by its letter, this process and the number of the lab. */
  String make(char letter) throws IOException, InterruptedException {
    String name = "mos" + letter + "-" + ProcessHandle.current().pid() + "-" + number;
    Child.must(folder, "ip", "netns", "add", name);
    made.add(name);
    in(name, "ip", "link", "set", "lo", "up");
    return name;
  }

  /** A cable; packets on it are as they would be on a wire: not merged, with their checksums. */
  void cable(String near, String nearPort, String far, String farPort)
      throws IOException, InterruptedException {
    in(near, "ip", "link", "add", nearPort, "type", "veth", "peer", "name", farPort, "netns", far);
    plug(near, nearPort);
    plug(far, farPort);
  }

  private void plug(String namespace, String port) throws IOException, InterruptedException {
    in(namespace, "ethtool", "-K", port, "tx", "off", "rx", "off", "gso", "off", "gro", "off");
    in(namespace, "ip", "link", "set", port, "up");
  }

  String in(String namespace, String... command) throws IOException, InterruptedException {
    return Child.must(folder, within(namespace, command).toArray(String[]::new));
  }

  static List<String> within(String namespace, String... command) {
    return Stream.concat(Stream.of("ip", "netns", "exec", namespace), Stream.of(command)).toList();
  }

  @Override
  public void close() {
    for (String name : made) {
      try {
        Child.run(folder, "ip", "netns", "delete", name);
      } catch (IOException | InterruptedException left) {
        System.err.println("namespace " + name + " is left over: " + left);
      }
    }
  }
}
