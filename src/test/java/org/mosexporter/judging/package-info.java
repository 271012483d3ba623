/**
 * The simulator's exams for {@code diagnosis}: the one place that knows both (decision 102). {@code
 * bench/judge} runs a whole one, {@code JudgedTest} a short one.
 */
@NullMarked
package org.mosexporter.judging;

import org.jspecify.annotations.NullMarked;
