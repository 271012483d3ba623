package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.CallEvents.Drops;
import org.mosexporter.call.EndpointFigures;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.Snapshots;
import org.mosexporter.call.TrackerCounters;
import org.mosexporter.config.Config;
import org.mosexporter.diagnosis.Cause;
import org.mosexporter.diagnosis.Finding;
import org.mosexporter.record.SampleCalls;

/** Calls of three minutes that begin so many seconds after the first. */
class CaptureDiagnosisTest {
  private static final long FIRST_NS = 1_700_000_000_000_000_000L;

  private final CaptureDiagnosis diagnosis = new CaptureDiagnosis(Config.defaults("berlin"));

  /** Nobody is known. */
  private record Nobody() implements Snapshots {
    @Override
    public List<EndpointInfo> endpoints() {
      return List.of();
    }

    @Override
    public List<EndpointFigures> figures() {
      return List.of();
    }

    @Override
    public TrackerCounters counters() {
      return TrackerCounters.empty();
    }
  }

  private void call(int second) {
    diagnosis.onCall(SampleCalls.call(second), new Nobody());
  }

  private void drop(long packets) {
    diagnosis.onDrops(new Drops(FIRST_NS, FIRST_NS + 1_000_000_000L, packets));
  }

  private List<Cause> causes() {
    return diagnosis.finish().stream().map(Finding::cause).toList();
  }

  @Test
  void nothingIsFoundInNothing() {
    assertEquals(List.of(), diagnosis.finish());
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() {
    call(0);
    assertEquals(List.of(), causes());
  }

  @Test
  void ourOwnDropsAreFound() {
    drop(1_000);
    call(0);
    assertEquals(List.of(Cause.CAPTURE_DROPS), causes());
  }

  /** Four hours later a thousand drops have halved 16 times. */
  @Test
  void whatIsOverByTheEndIsFoundAllTheSame() {
    drop(1_000);
    call(0);
    call(1_900);
    call(14_400);
    assertEquals(List.of(Cause.CAPTURE_DROPS), causes());
  }

  @Test
  void eachIsFoundOnceHoweverOftenItIsConcluded() {
    drop(100_000);
    for (int second = 0; second < 7_200; second += 600) {
      call(second);
    }
    assertEquals(1, causes().stream().filter(one -> one == Cause.CAPTURE_DROPS).count());
    assertTrue(causes().contains(Cause.CAPTURE_DROPS));
  }
}
