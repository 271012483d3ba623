package org.mosexporter.app;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.mosexporter.capture.CaptureException;
import org.mosexporter.config.Config;
import org.mosexporter.load.ConfigException;
import org.mosexporter.web.ListenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mos-exporter run}: the daemon. */
@Command(
    name = "run",
    description = "Runs the daemon until SIGTERM; SIGHUP reloads the configuration.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private ConfigOption config = new ConfigOption();
  @Mixin private WebOptions web = new WebOptions();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private LogOptions log = new LogOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    log.apply();
    try {
      Config loaded = config.load();
      Daemon daemon =
          new Daemon(
              loaded,
              config::load,
              (wanted, tracker) -> PacketSource.live(wanted.capture(), tracker),
              server.listening(web));
      FirstStepsLog.start(daemon::firstSteps, FirstStepsLog.LATER);
      return untilStopped(daemon);
    } catch (ConfigException | IllegalArgumentException refused) {
      Main.error(spec.commandLine().getErr(), refused);
      return Main.USAGE;
    } catch (CaptureException | ListenException refused) {
      Main.error(spec.commandLine().getErr(), refused);
      return Main.FAILED;
    }
  }

  /** Waits for SIGTERM or SIGINT, then closes the daemon before the JVM ends. */
  static int untilStopped(AutoCloseable daemon) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    daemon.close();
                  } catch (Exception late) {
                    LOG.warn("not everything could be closed", late);
                  }
                },
                "stop"));
    never.await();
    return Main.DONE;
  }
}
