package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MirrorLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(MirrorLog.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final MirrorLog log = new MirrorLog();

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(lines);
    logger.setLevel(null); // as its parent
  }

  private List<String> told() {
    List<String> told = lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    lines.list.clear();
    return told;
  }

  @Test
  void saysItOncePerChange() {
    log.on(Map.of());
    log.on(Map.of("eth1", false));
    assertEquals(List.of(), told());

    log.on(Map.of("eth1", true));
    log.on(Map.of("eth1", true));
    log.on(Map.of("eth1", true, "eth2", false));
    List<String> told = told();
    assertEquals(1, told.size());
    assertTrue(told.getFirst().startsWith("eth1 is half a mirror"), told::toString);

    log.on(Map.of("eth1", false, "eth2", false));
    log.on(Map.of("eth1", false, "eth2", false));
    assertEquals(List.of("eth1 shows both directions of calls again"), told());
  }
}
