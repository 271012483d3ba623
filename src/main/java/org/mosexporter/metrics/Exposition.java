package org.mosexporter.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;

/** One scrape, collected, in the format that was asked for. */
public final class Exposition {
  private final ExpositionFormatWriter writer;
  private final MetricSnapshots snapshots;

  Exposition(ExpositionFormatWriter writer, MetricSnapshots snapshots) {
    this.writer = writer;
    this.snapshots = snapshots;
  }

  /** As the Content-Type header wants it. */
  public String contentType() {
    return writer.getContentType();
  }

  public void writeTo(OutputStream out) throws IOException {
    writer.write(out, snapshots);
  }
}
