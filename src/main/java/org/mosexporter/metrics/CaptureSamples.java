package org.mosexporter.metrics;

import java.util.function.Supplier;
import org.mosexporter.capture.CaptureCounters;
import org.mosexporter.capture.InterfaceCounters;

/** What the rings count of themselves. */
public record CaptureSamples(Supplier<CaptureCounters> counters) implements SelfSource {
  @Override
  public void samples(SampleSink sink) {
    for (InterfaceCounters of : counters.get().interfaces()) {
      sink.sample(SelfFamilies.CAPTURE_UP, of.up() ? 1 : 0, of.name());
      sink.sample(SelfFamilies.CAPTURE_PACKETS, of.packets(), of.name());
      sink.sample(SelfFamilies.CAPTURE_DROPPED, of.kernelDrops(), of.name(), "kernel");
      sink.sample(SelfFamilies.CAPTURE_FREEZES, of.ringFullFreezes(), of.name());
      sink.sample(SelfFamilies.CAPTURE_TRUNCATED, of.truncated(), of.name());
    }
  }
}
