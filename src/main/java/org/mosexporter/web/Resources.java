package org.mosexporter.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Files that the pages need, from our jar and from those of libraries for browsers. */
final class Resources {
  private static final String UPLOT = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
  private static final String WEBJARS = "/META-INF/resources/webjars/uplot/";

  static byte[] read(String name) {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A file of uPlot, of the version that is there. */
  static byte[] uplot(String name) {
    Properties library = new Properties();
    try (InputStream in = open(UPLOT)) {
      library.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return read(WEBJARS + library.getProperty("version") + "/dist/" + name);
  }

  private static InputStream open(String name) {
    InputStream in = Resources.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the class path lacks " + name);
    }
    return in;
  }

  private Resources() {}
}
