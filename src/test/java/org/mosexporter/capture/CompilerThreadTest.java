package org.mosexporter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CompilerThreadTest {
  private static final FilterProgram PROGRAM =
      new FilterProgram(List.of(new FilterProgram.Instruction(0x06, 0, 0, 0)));

  private final CompilerThread thread = new CompilerThread(300);

  private static String refused(CompilerThread thread, CountDownLatch latch) {
    return assertThrows(
            IllegalArgumentException.class,
            () ->
                thread.run(
                    () -> {
                      latch.await();
                      return PROGRAM;
                    }))
        .getMessage();
  }

  @Test
  @Timeout(20)
  void saysThatAnEarlierFilterDoesNotReturn() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    assertEquals("it takes too long to compile: make it shorter", refused(thread, stuck));

    long beganNs = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      assertEquals(
          "an earlier filter is still being compiled: restart",
          refused(thread, new CountDownLatch(0)));
    }
    assertTrue(System.nanoTime() - beganNs < TimeUnit.SECONDS.toNanos(2), "nobody waits");
    stuck.countDown();
    assertEquals(PROGRAM, compiledAtLast());
  }

  private FilterProgram compiledAtLast() throws InterruptedException {
    while (true) {
      try {
        return thread.run(() -> PROGRAM);
      } catch (CompilerThread.Busy still) {
        Thread.sleep(1);
      }
    }
  }
}
