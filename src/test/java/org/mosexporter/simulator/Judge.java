package org.mosexporter.simulator;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.mosexporter.config.Config;

/** Plays the scenarios of an exam, some at a time, and marks what an examinee makes of them. */
public final class Judge {
  private final Function<Config, Examinee> examinees;
  private final int threads;

  /**
   * @param examinees a new one for each office
   * @param threads scenarios at a time
   */
  public Judge(Function<Config, Examinee> examinees, int threads) {
    this.examinees = examinees;
    this.threads = threads;
  }

  /** Of somebody who looks at an office when all is over. */
  public static Judge of(Function<Observed, Findings> by, int threads) {
    return new Judge(config -> Observed.examinee(config, by), threads);
  }

  private record Played(Run.Result result, double cpuSeconds) {}

  /** In the same order whoever is quicker: two runs give the same. */
  public Verdict examine(Exam exam) throws InterruptedException, ExecutionException {
    Verdict verdict = new Verdict();
    List<Exam.Paper> papers = exam.papers();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<Played>> played = new ArrayList<>();
      for (Exam.Paper paper : papers) {
        played.add(workers.submit(() -> play(paper)));
      }
      for (int i = 0; i < papers.size(); i++) {
        Played one = played.get(i).get();
        played.set(i, null); // its streams are many
        verdict.add(papers.get(i), one.result, one.cpuSeconds);
      }
    }
    return verdict;
  }

  private Played play(Exam.Paper paper) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Run.Result result = Run.of(paper.scenario(), examinees);
    long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    return new Played(result, (after - before) / 1e9);
  }
}
