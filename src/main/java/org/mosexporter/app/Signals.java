package org.mosexporter.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP. The JDK has no public way to catch it, and naming {@code sun.misc.Signal} is a warning
 * that cannot be suppressed, so it is reached by reflection; without it only the signal is lost.
 */
final class Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself only
  static void onHangUp(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object catcher =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> "SIGHUP";
                  });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), catcher);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException missing) {
      LOG.warn("SIGHUP cannot be caught here; reload with POST /-/reload", missing);
    }
  }

  private Signals() {}
}
