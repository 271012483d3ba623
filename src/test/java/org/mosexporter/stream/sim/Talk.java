package org.mosexporter.stream.sim;

import java.util.SplittableRandom;

/** What a sender does for a minute. */
public enum Talk {
  SPEECH {
    @Override
    void perform(Sender sender, SplittableRandom random) {
      sender.speak(60_000, 20);
    }
  },
  /** Spurts of half a second to three, and as much silence with comfort noise. */
  DTX {
    @Override
    void perform(Sender sender, SplittableRandom random) {
      while (sender.sentMs() < 60_000) {
        sender.markNext();
        sender.speak(20 * random.nextInt(25, 150), 20);
        for (int i = random.nextInt(2, 8); i > 0; i--) {
          sender.sendNoise();
          sender.pass(20 * random.nextInt(5, 20));
        }
      }
      sender.speak(500, 20);
    }
  },
  /** Pauses of 60 ms to 3 s that nothing marks. */
  UNMARKED_PAUSES {
    @Override
    void perform(Sender sender, SplittableRandom random) {
      while (sender.sentMs() < 60_000) {
        sender.speak(20 * random.nextInt(25, 150), 20);
        sender.pass(20 * random.nextInt(3, 150));
      }
      sender.speak(500, 20);
    }
  },
  /** A key of 60 to 300 ms every few seconds, instead of speech. */
  DTMF {
    @Override
    void perform(Sender sender, SplittableRandom random) {
      while (sender.sentMs() < 60_000) {
        sender.speak(20 * random.nextInt(50, 200), 20);
        sender.press(20 * random.nextInt(3, 15));
      }
      sender.speak(500, 20);
    }
  },
  NEW_SSRC {
    @Override
    void perform(Sender sender, SplittableRandom random) {
      sender.speak(30_000, 20);
      sender.changeSsrc();
      sender.speak(30_000, 20);
    }
  },
  NEW_PTIME {
    @Override
    void perform(Sender sender, SplittableRandom random) {
      sender.speak(20_000, 20);
      sender.speak(20_010, 30);
      sender.speak(20_000, 10);
    }
  },
  /** Five seconds of nothing, once with the timestamps going on and once without. */
  HOLD {
    @Override
    void perform(Sender sender, SplittableRandom random) {
      sender.speak(20_000, 20);
      sender.pass(5_000);
      sender.speak(15_000, 20);
      sender.stop(5_000);
      sender.speak(15_000, 20);
    }
  },
  RESTART {
    @Override
    void perform(Sender sender, SplittableRandom random) {
      sender.speak(25_000, 20);
      sender.restart();
      sender.speak(35_000, 20);
    }
  };

  abstract void perform(Sender sender, SplittableRandom random);
}
