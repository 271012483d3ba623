package org.mosexporter.judging;

import java.util.Locale;
import java.util.function.LongUnaryOperator;
import org.mosexporter.simulator.Exam;
import org.mosexporter.simulator.Judge;
import org.mosexporter.simulator.Range;
import org.mosexporter.simulator.Seeds;

/**
 * Lets {@code diagnosis} sit an exam and prints how well it did: {@code bench/judge} runs it.
 *
 * <p>Arguments, all optional: {@code judging} or {@code tuning} seeds; {@code tuned} or {@code
 * outside} range; scenarios of each cause, pairs, healthy days; how many at a time. Without numbers
 * it is a whole exam.
 */
public final class Judging {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** Prints the verdict. */
  public static void main(String[] arguments) throws Exception {
    String which = word(arguments, 0, "judging");
    LongUnaryOperator seeds = which.equals("judging") ? Seeds.judging() : Seeds.tuning();
    Range range = Range.valueOf(word(arguments, 1, "tuned").toUpperCase(Locale.ROOT));
    Exam whole = Exam.whole(range, seeds);
    Exam exam =
        new Exam(
            number(arguments, 2, whole.ofEachCause()),
            number(arguments, 3, whole.pairs()),
            number(arguments, 4, whole.healthy()),
            range,
            seeds);
    int atATime = number(arguments, 5, CORES);
    System.out.printf(
        Locale.ROOT,
        "%s seeds, %s range: %d of each cause, %d pairs, %d healthy days; a simulator's, not the"
            + " field's%n",
        which,
        range,
        exam.ofEachCause(),
        exam.pairs(),
        exam.healthy());
    System.out.print(new Judge(Diagnostician::new, atATime).examine(exam));
  }

  private static String word(String[] arguments, int at, String usual) {
    return arguments.length > at ? arguments[at] : usual;
  }

  private static int number(String[] arguments, int at, int usual) {
    return arguments.length > at ? Integer.parseInt(arguments[at]) : usual;
  }

  private Judging() {}
}
