package org.mosexporter.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Records;

/**
 * A file with each record on a line, and again with its next revision when somebody told of the
 * call later.
 */
final class RecordFile implements RecordSink {
  static final String STORE = "file";

  /** A line stays so much longer than it should, at most, as a file of a share of that time. */
  private static final int SHARES = 10;

  private static final String BEGINNING = "{\"schema\":";

  private final LineFile file;
  private final String path;
  private final Duration keep;

  /**
   * A file; it is opened by the first record.
   *
   * @param keep after which what was put aside is deleted
   */
  RecordFile(Records.File config, Duration keep) {
    path = config.path();
    this.keep = keep;
    file = new LineFile(Path.of(path), config.maxSizeBytes(), config.keep(), BEGINNING);
  }

  @Override
  public String store() {
    return STORE;
  }

  @Override
  public String place() {
    return path;
  }

  @Override
  public int batch() {
    return 1;
  }

  @Override
  public void write(List<CallSummary> calls) throws IOException {
    for (CallSummary call : calls) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      CallsJson.write(call, line);
      file.append(line.toByteArray());
    }
  }

  @Override
  public void tidy(long nowNs) throws IOException {
    long nowMs = nowNs / 1_000_000;
    file.deleteAsideBefore(nowMs - keep.toMillis());
    file.rotateIfBegunBefore(nowMs - keep.toMillis() / SHARES);
  }

  @Override
  public List<Erased> erase(Person person) {
    return List.of(Erased.by(STORE, path, () -> file.removeLines(person::isInRecord)));
  }

  @Override
  public Optional<StoredCalls> reading() {
    return Optional.empty();
  }

  @Override
  public void close() {
    file.close();
  }
}
