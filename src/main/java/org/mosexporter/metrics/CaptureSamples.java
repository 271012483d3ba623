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
      of.cardDrops()
          .forEach(
              (drop, n) -> sink.sample(SelfFamilies.CAPTURE_DROPPED, n, of.name(), drop.reason()));
      sink.sample(SelfFamilies.CAPTURE_RX_DROPPED, of.droppedOrUnwanted(), of.name());
      sink.sample(SelfFamilies.CAPTURE_FREEZES, of.ringFullFreezes(), of.name());
      sink.sample(SelfFamilies.CAPTURE_TRUNCATED, of.truncated(), of.name());
      sink.sample(SelfFamilies.CAPTURE_MERGED, of.merged(), of.name());
      sink.sample(SelfFamilies.CAPTURE_OFFLOAD, of.offload().gro() ? 1 : 0, of.name(), "gro");
      sink.sample(SelfFamilies.CAPTURE_OFFLOAD, of.offload().lro() ? 1 : 0, of.name(), "lro");
    }
  }
}
