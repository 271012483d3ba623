package org.mosexporter.call;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mosexporter.stream.Media;
import org.mosexporter.stream.RtpStream;
import org.mosexporter.wire.sip.Protection;

/** What is known of one media address: who announced it, and streams that wait for signalling. */
final class MediaPoint {
  /** More calls than this at one address at a time are not told apart. */
  private static final int MAX_CALLS = 4;

  private final List<Announcement> announcements = new ArrayList<>(1);

  /** Few wait: a set of its own only for those who do. */
  private Set<RtpStream> unclaimed = Set.of();

  /**
   * A call that named this address in a session description, and what it said of the media that
   * comes here, and of how what goes from here is protected.
   */
  record Announcement(Call call, Media media, List<Protection> protections) {
    /** The same for a stream sent from there: how it is protected says its sender. */
    Announcement sentFrom(@Nullable MediaPoint source) {
      List<Protection> own =
          source == null
              ? List.of()
              : source.by(call).map(Announcement::protections).orElse(List.of());
      return new Announcement(call, media.followedBy(call.trailerOctets(own)), protections);
    }
  }

  void announce(Call call, Media media, List<Protection> protections) {
    withdraw(call);
    if (announcements.size() == MAX_CALLS) {
      announcements.removeFirst();
    }
    announcements.add(new Announcement(call, media, protections));
  }

  /** A stream from or to here that no call has claimed. */
  void await(RtpStream stream) {
    if (unclaimed.isEmpty()) {
      unclaimed = new LinkedHashSet<>(2);
    }
    unclaimed.add(stream);
  }

  /** It found its call, or is over. */
  void release(RtpStream stream) {
    if (!unclaimed.isEmpty()) {
      unclaimed.remove(stream);
    }
  }

  List<RtpStream> unclaimed() {
    return List.copyOf(unclaimed);
  }

  void withdraw(Call call) {
    announcements.removeIf(announcement -> announcement.call() == call);
  }

  List<Call> announcers() {
    return announcements.stream().map(Announcement::call).toList();
  }

  /** Those of its calls, and those that wait for one. */
  List<RtpStream> streams() {
    List<RtpStream> all = new ArrayList<>(unclaimed);
    announcements.forEach(announcement -> all.addAll(announcement.call().streams));
    return all;
  }

  boolean isAnnounced() {
    return !announcements.isEmpty();
  }

  boolean isForgettable() {
    return announcements.isEmpty() && unclaimed.isEmpty();
  }

  Optional<Announcement> by(Call call) {
    return announcements.stream().filter(announcement -> announcement.call() == call).findFirst();
  }

  Optional<Announcement> latest() {
    return announcements.isEmpty() ? Optional.empty() : Optional.of(announcements.getLast());
  }

  /** The youngest call that named this address and the other. */
  Optional<Announcement> sharedWith(MediaPoint other) {
    Optional<Announcement> youngest = Optional.empty();
    for (Announcement mine : announcements) {
      boolean younger = youngest.isEmpty() || youngest.get().call().serial() < mine.call().serial();
      if (younger && other.by(mine.call()).isPresent()) {
        youngest = Optional.of(mine);
      }
    }
    return youngest;
  }
}
