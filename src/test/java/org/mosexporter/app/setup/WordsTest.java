package org.mosexporter.app.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Where a remark of strangers ends: behind 240 characters at most, and what is cut says so. */
class WordsTest {
  @Test
  void aRemarkThatFitsIsWhole() {
    String words = "x".repeat(236) + " 120";

    assertEquals(words, Words.remark(words));
    assertEquals(words, Words.remark(" " + words + "\n"));
  }

  @Test
  void aRemarkIsCutBetweenWords() {
    assertEquals("x".repeat(236) + " ...", Words.remark("x".repeat(236) + " 1200"));
    assertEquals("x".repeat(240) + " ...", Words.remark("x".repeat(240) + " 1200"));
  }

  @Test
  void aNumberIsNeverCut() {
    assertEquals("x".repeat(238) + " ...", Words.remark("x".repeat(238) + "120"));
    assertEquals("x".repeat(237) + "120 ...", Words.remark("x".repeat(237) + "120x"));
    assertEquals(" ...", Words.remark("1".repeat(300)));
  }
}
