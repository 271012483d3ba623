package org.mosexporter.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mosexporter.LiveHeap;

/** Limits against the heap; sums are worked out from the lines of bench/budgets.properties. */
class MemoryPlanTest {
  /** What the JVM says it has with -Xmx256m: 256 MiB less a survivor space of 8.5 MiB. */
  private static final long SHIPPED_HEAP_BYTES = 259_522_560;

  @Test
  void everyTableHasItsBudget() throws IOException {
    Map<Table, Long> budgets = new EnumMap<>(Table.class);
    Map<Table, Long> declared = new EnumMap<>(Table.class);
    for (Table table : Table.values()) {
      budgets.put(table, LiveHeap.budget("table." + table.label() + ".bytes"));
      declared.put(table, (long) table.bytesPerEntry());
    }
    assertEquals(budgets, declared);
  }

  @Test
  void whatIsShippedFitsTheShippedHeap() {
    MemoryPlan plan = MemoryPlan.of(Limits.defaults(), SHIPPED_HEAP_BYTES);

    assertEquals(155_707_408, MemoryPlan.bytes(Limits.defaults()));
    assertTrue(plan.problem().isEmpty());
    assertFalse(plan.isLowered());
    assertEquals(Limits.defaults(), plan.inForce());
  }

  /** They take more than the 155,713,536 octets that are there. */
  @Test
  void lowersAllLimitsInTheSameProportionUntilTheyFit() {
    Limits wanted = new Limits(2_000, 50_000, 20_000, 150_000);
    MemoryPlan plan = MemoryPlan.of(wanted, SHIPPED_HEAP_BYTES);

    assertTrue(plan.isLowered());
    assertTrue(MemoryPlan.bytes(plan.inForce()) <= 155_713_536);
    assertTrue(MemoryPlan.bytes(plan.inForce()) >= 153_000_000);
    assertEquals(0.53, (double) plan.inForce().streams() / wanted.streams(), 0.06);
    assertEquals(plan.inForce().streams(), plan.inForce().endpoints() * 25, 25);
    assertEquals(plan.inForce().calls() * 5, plan.inForce().streams() * 2, 25);
    assertEquals(plan.inForce().series(), plan.inForce().endpoints() * 75, 75);
    assertEquals(
        List.of(
            "endpoints 2000 to " + plan.inForce().endpoints(),
            "streams 50000 to " + plan.inForce().streams(),
            "calls 20000 to " + plan.inForce().calls(),
            "series 150000 to " + plan.inForce().series()),
        plan.lowered());
  }

  @Test
  void saysTheSumAndWhatToDo() {
    String problem =
        MemoryPlan.of(new Limits(2_000, 50_000, 20_000, 150_000), SHIPPED_HEAP_BYTES)
            .problem()
            .orElseThrow();

    assertTrue(
        problem.startsWith(
            "limits: {endpoints: 2000, streams: 50000, calls: 20000, series: 150000}: with all"
                + " tables full they take 251 MiB, and 60 % of the heap of 247 MiB is 148 MiB. Give"
                + " the JVM more (-Xmx448m in MOS_EXPORTER_JAVA_OPTIONS) or set lower limits: {"),
        problem);
  }

  /** 448 MiB less a thirtieth. */
  @Test
  void theHeapThatIsAdvisedIsEnough() {
    Limits wanted = new Limits(2_000, 50_000, 20_000, 150_000);

    assertTrue(MemoryPlan.of(wanted, (448L << 20) * 29 / 30).problem().isEmpty());
  }

  @Test
  void wantsNoMoreThanTheLeastWhereNothingFits() {
    MemoryPlan plan = MemoryPlan.of(Limits.defaults(), 16 << 20);

    assertEquals(Limits.LEAST, plan.inForce());
    assertTrue(plan.problem().isPresent());
  }

  @Test
  void aLimitThatIsAlreadyLeastStays() {
    MemoryPlan plan = MemoryPlan.of(new Limits(1, 10_000_000, 1, 1_000), SHIPPED_HEAP_BYTES);

    assertEquals(1, plan.inForce().calls());
    assertEquals(1_000, plan.inForce().series());
    assertTrue(plan.inForce().streams() < 100_000);
    assertEquals(1, plan.lowered().size());
  }
}
