package org.mosexporter.call;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.mosexporter.call.MediaPoint.Announcement;
import org.mosexporter.config.IpAddress;
import org.mosexporter.quality.Codecs;
import org.mosexporter.stream.ReportedMedia;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.sip.Encoding;

/**
 * Finds what signalling said of a stream that only reports tell of (decision 61): by where the
 * report comes from and goes to, on the port of the media (RFC 5761) or the one above (RFC 3550
 * §11). Of a copy that a phone sends to us, the other end is that of its call.
 */
final class UnseenMedia {
  private final MediaAddresses mediaAddresses;
  private final BiConsumer<RtpStream, Announcement> opened;

  UnseenMedia(MediaAddresses mediaAddresses, BiConsumer<RtpStream, Announcement> opened) {
    this.mediaAddresses = mediaAddresses;
    this.opened = opened;
  }

  /** The stream's receiver and sender, as a call announced them. */
  private record Found(MediaAddress listener, MediaAddress speaker, Announcement announcement) {}

  Optional<ReportedMedia> of(Datagram report) {
    boolean collected = report.destinationPort() == 0;
    return (collected ? ofCopy(report) : between(report, 0).or(() -> between(report, 1)))
        .map(this::media);
  }

  private Optional<Found> between(Datagram report, int above) {
    IpAddress from = report.source();
    IpAddress to = report.destination();
    MediaAddress listener = MediaAddress.of(from, report.sourcePort() - above);
    MediaAddress speaker = MediaAddress.of(to, report.destinationPort() - above);
    return mediaAddresses
        .announcement(listener, speaker)
        .map(said -> new Found(listener, speaker, said));
  }

  private Optional<Found> ofCopy(Datagram report) {
    for (int above = 0; above <= 1; above++) {
      MediaAddress own = MediaAddress.of(report.source(), report.sourcePort() - above);
      List<Call> calls = mediaAddresses.announcers(own);
      Optional<Found> found =
          calls.size() == 1 ? ofCopy(own, report.source(), calls.getFirst()) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Where the call has one other address. */
  private Optional<Found> ofCopy(MediaAddress own, IpAddress host, Call call) {
    List<MediaAddress> others =
        call.addresses.stream().filter(address -> !address.isAt(host)).toList();
    return others.size() == 1
        ? mediaAddresses
            .announcement(own, others.getFirst())
            .map(said -> new Found(own, others.getFirst(), said))
        : Optional.empty();
  }

  private ReportedMedia media(Found found) {
    Announcement said = found.announcement;
    Optional<Announcement> bySpeaker = mediaAddresses.by(found.speaker, said.call());
    return new ReportedMedia(
        found.speaker.host(),
        found.speaker.port(),
        found.listener.host(),
        found.listener.port(),
        said.media(),
        payloadType(said, bySpeaker.orElse(null)),
        stream -> opened.accept(stream, said));
  }

  /** The one speech codec that both named; where they left a choice, nobody knows. */
  private static OptionalInt payloadType(Announcement listener, @Nullable Announcement speaker) {
    List<Integer> common =
        listener.media().payloadTypes().entrySet().stream()
            .filter(entry -> !Codecs.isNotSpeech(entry.getValue().name()))
            .filter(entry -> speaker == null || isNamed(speaker, entry.getValue()))
            .map(java.util.Map.Entry::getKey)
            .toList();
    return common.size() == 1 ? OptionalInt.of(common.getFirst()) : OptionalInt.empty();
  }

  private static boolean isNamed(Announcement by, Encoding encoding) {
    return by.media().payloadTypes().values().stream()
        .anyMatch(
            one ->
                one.name().equalsIgnoreCase(encoding.name())
                    && one.clockRateHz() == encoding.clockRateHz());
  }
}
