package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mosexporter.config.Table;
import org.mosexporter.diagnosis.Baseline;
import org.mosexporter.diagnosis.KeptWeek;
import org.mosexporter.diagnosis.Learned;

class BaselinesTest {
  @TempDir Path folder;

  private Baselines baselines() {
    return new Baselines(Optional.of(folder));
  }

  private void write(List<Baseline> usual) {
    baselines().write(new Learned(usual, List.of()));
  }

  private Path file() {
    return folder.resolve("baselines.json");
  }

  private static Baseline of(String site) {
    float[] middle = new float[169];
    Arrays.fill(middle, 1.25f);
    float[] scale = new float[169];
    scale[168] = 0.1f;
    short[] counts = new short[169];
    counts[9] = 321;
    Baseline.Hours hours = new Baseline.Hours(middle, scale, counts);
    return new Baseline(
        site,
        "trunk",
        "telco \"a\"",
        1_795_392_000_000_000_007L,
        0.0825,
        hours,
        List.of(new Baseline.Loss(0.25f, 0.75f, 77), new Baseline.Loss(1, 2, 3)),
        1.75);
  }

  @Test
  void readsInWhichHoursItWas() {
    KeptWeek calls = new KeptWeek("köln", "", "", "", 494_000, List.of(1L, -1L, 3L));
    KeptWeek queue =
        new KeptWeek(
            "köln", "policer", "class", "gw1/wan0/VOICE", 494_001, List.of(0L, 1L << 63, 0L));
    Learned learned = new Learned(List.of(of("köln")), List.of(calls, queue));
    baselines().write(learned);

    assertEquals(List.of(calls, queue), baselines().read().weeks());
  }

  /** As versions wrote it that knew no weeks. */
  @Test
  void readsWhatAnOlderVersionWrote() throws IOException {
    write(List.of(of("berlin")));
    String old = Files.readString(file()).replace(",\"weeks\":[]", "");
    Files.writeString(file(), old);

    assertEquals(1, baselines().read().usual().size());
    assertEquals(List.of(), baselines().read().weeks());
  }

  @Test
  void readsWhatWasWritten() {
    write(List.of(of("berlin"), of("köln")));

    List<Baseline> read = baselines().read().usual();
    assertEquals(List.of("berlin", "köln"), read.stream().map(Baseline::site).toList());
    Baseline first = read.getFirst();
    assertEquals("trunk", first.kind());
    assertEquals("telco \"a\"", first.name());
    assertEquals(1_795_392_000_000_000_007L, first.lastNs());
    assertEquals(0.0825, first.raised());
    assertArrayEquals(of("").points().middle(), first.points().middle());
    assertEquals(0.1f, first.points().scale()[168]);
    assertEquals(321, first.points().counts()[9]);
    assertEquals(
        List.of(new Baseline.Loss(0.25f, 0.75f, 77), new Baseline.Loss(1, 2, 3)), first.losses());
    assertEquals(1.75, first.tolerated());
    assertTrue(Files.notExists(folder.resolve("baselines.json.new")));
  }

  @Test
  void beginsAnewWithoutAFileOrAFolder() {
    assertEquals(Learned.NOTHING, baselines().read());
    Baselines.none().write(new Learned(List.of(of("berlin")), List.of()));
    assertEquals(Learned.NOTHING, Baselines.none().read());
  }

  /** Whatever it is: half of it, another version, wrong kinds, hours that are missing. */
  @Test
  void beginsAnewWhereTheFileIsNotOurs() throws IOException {
    write(List.of(of("berlin")));
    String whole = Files.readString(file());
    for (String foreign :
        List.of(
            "",
            "[]",
            "nonsense",
            whole.substring(0, whole.length() / 2),
            whole.replace("\"version\":2", "\"version\":1"),
            whole.replace("\"raised\":0.0825", "\"raised\":\"many\""),
            whole.replace("\"raised\":0.0825", "\"raised\":8"),
            whole.replace("\"count\":77", "\"count\":-77"),
            whole.replace("0.75", "-0.75"),
            whole.replace("\"tolerated\":1.75", "\"tolerated\":-1"),
            whole.replace("321", "321000"),
            whole.replace("321", "-1"),
            whole.replace("321,", ""),
            whole.replace("\"site\":\"berlin\"", "\"site\":\"\""),
            whole.replaceFirst("1.25,", ""),
            whole.replaceFirst("1.25,", "1.25,1.25,"),
            whole.replaceFirst("\"scale\":.0.0,", "\"scale\":["),
            whole + " ".repeat((4 << 20) - whole.length() + 1),
            whole.replace("0.1", "\"NaN\""),
            whole.replace("0.1", "[[[[[[[[[[[[]]]]]]]]]]]]"),
            whole.replace("1.25", "1e99"))) {
      Files.writeString(file(), foreign);
      assertEquals(
          Learned.NOTHING,
          baselines().read(),
          foreign.substring(0, Math.min(60, foreign.length())));
    }
    Files.writeString(file(), whole + " ".repeat((4 << 20) - whole.length()));
    assertEquals(1, baselines().read().usual().size());
  }

  @Test
  void takesNoMoreThanThereIsRoomFor() {
    List<Baseline> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(of("site " + i));
    }
    write(many);

    List<Baseline> read = baselines().read().usual();
    assertEquals(Table.FORECASTS.entries(), read.size());
    assertEquals("site 39", read.getLast().site());
  }

  /** When people telephone is nobody else's. */
  @Test
  void whatACrashLeftIsReplacedAndNobodyElseReadsIt() throws IOException {
    Files.writeString(folder.resolve("baselines.json.new"), "half of it");
    write(List.of(of("berlin")));
    assertEquals(1, baselines().read().usual().size());
    assertTrue(Files.notExists(folder.resolve("baselines.json.new")));
    assertTrue(
        Files.getPosixFilePermissions(file()).stream()
            .noneMatch(one -> one.name().startsWith("OTHERS")));
  }

  @Test
  void keepsWhatWasThereWhenNothingWasLearnedOrItCannotBeWritten() throws IOException {
    write(List.of(of("berlin")));
    write(List.of());
    assertEquals(1, baselines().read().usual().size());

    Files.createDirectories(folder.resolve("baselines.json.new/in-the-way"));
    write(List.of(of("hamburg")));
    assertEquals("berlin", baselines().read().usual().getFirst().site());
  }
}
