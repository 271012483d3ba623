package org.mosexporter.app.setup;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.call.CallEvents;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Names;
import org.mosexporter.call.Tracker;
import org.mosexporter.config.Config;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Privacy;
import org.mosexporter.load.PseudonymKey;
import org.mosexporter.stream.StreamSummary;
import org.mosexporter.wire.ObservationPoint;
import org.mosexporter.wire.PacketSink;
import org.mosexporter.wire.cdp.CdpReader;
import org.mosexporter.wire.link.Datagram;
import org.mosexporter.wire.link.Frame;
import org.mosexporter.wire.link.FrameDecoder;
import org.mosexporter.wire.link.LinkType;
import org.mosexporter.wire.lldp.LldpReader;

/**
 * Looks at packets for a while: the tracker says which of them are speech, its tap who speaks SIP,
 * frames of LLDP and CDP who the neighbours are, and the kernel which frames are other stations'.
 * For one thread.
 */
public final class Survey implements PacketSink, CallEvents {
  private static final int MOST_STREAMS = 20_000;

  /** Of phones, and as many of others: a storey of phones pushes no router out. */
  private static final int MOST_NEIGHBOURS = 1_024;

  private static final int MOST_FLOWS = 50_000;

  /** Who sends to whom, as far as it takes to tell speech apart. */
  private record Flow(IpAddress source, int sourcePort, IpAddress destination, int port) {}

  /** What one interface or file showed. */
  static final class Place {
    final String name;
    private final LinkType link;
    private final Map<Flow, Integer> flows = new HashMap<>();
    long packets;
    long foreign;

    Place(ObservationPoint of) {
      name = of.name();
      link = of.linkType();
    }
  }

  /** Speech from one address to another. */
  record Speech(IpAddress source, IpAddress destination, long packets) {}

  private final Tracker tracker;
  private final FrameDecoder decoder = new FrameDecoder();
  private final Datagram datagram = new Datagram();
  private final Map<Integer, Place> places = new HashMap<>();
  private final Map<String, Neighbour> phones = new LinkedHashMap<>();
  private final Map<String, Neighbour> devices = new LinkedHashMap<>();
  private final SipFacts sip = new SipFacts();
  private final List<StreamSummary> streams = new ArrayList<>();

  /** Of a site with that name. */
  public Survey(String site) {
    Config config = Config.defaults(site).but().privacy(Privacy.all(Privacy.Form.PLAIN)).build();
    tracker = new Tracker(config, this, new Names(config.privacy(), PseudonymKey.forNow()));
    tracker.keepNoIntervals();
    tracker.copyTo(sip);
  }

  @Override
  public void onObservationPoint(int observationPoint, ObservationPoint place) {
    places.put(observationPoint, new Place(place));
    tracker.onObservationPoint(observationPoint, place);
  }

  @Override
  public void onPacket(
      ByteBuffer window,
      int offset,
      int length,
      int wireLength,
      long atNs,
      int observationPoint,
      int flags) {
    Place place = places.get(observationPoint);
    if (place != null) {
      place.packets++;
      place.foreign += (flags & FLAG_FOREIGN) != 0 ? 1 : 0;
      // What leaves here is this host's own word of itself, such as that of its lldpd.
      if (place.link == LinkType.ETHERNET && (flags & FLAG_OUTGOING) == 0) {
        LldpReader.read(window, offset, length).map(Neighbour::of).ifPresent(this::met);
        CdpReader.read(window, offset, length).map(Neighbour::of).ifPresent(this::met);
      }
      look(place, window, offset, length, wireLength, atNs, observationPoint);
    }
    tracker.onPacket(window, offset, length, wireLength, atNs, observationPoint, flags);
  }

  private void look(
      Place place,
      ByteBuffer window,
      int offset,
      int length,
      int wireLength,
      long atNs,
      int observationPoint) {
    Frame frame =
        decoder.decode(
            place.link, window, offset, length, wireLength, atNs, observationPoint, datagram);
    if (frame == Frame.UDP) {
      Flow flow =
          new Flow(
              datagram.source(),
              datagram.sourcePort(),
              datagram.destination(),
              datagram.destinationPort());
      if (place.flows.size() < MOST_FLOWS || place.flows.containsKey(flow)) {
        place.flows.merge(flow, 1, Integer::sum);
      }
    }
  }

  private void met(Neighbour neighbour) {
    String key = neighbour.protocols() + " " + neighbour.identity();
    Map<String, Neighbour> alike = neighbour.isPhone() ? phones : devices;
    if (alike.size() < MOST_NEIGHBOURS || alike.containsKey(key)) {
      (neighbour.isPhone() ? devices : phones).remove(key);
      alike.put(key, neighbour);
    }
  }

  @Override
  public void onDrops(int observationPoint, long fromNs, long toNs, long packets) {
    tracker.onDrops(observationPoint, fromNs, toNs, packets);
  }

  @Override
  public void onClockStep(long fromNs, long withinNs, long stepNs) {
    tracker.onClockStep(fromNs, withinNs, stepNs);
  }

  @Override
  public void flush() {
    tracker.flush();
    decoder.fragments().release();
  }

  /** It has seen enough. */
  public void finish() {
    tracker.finish();
  }

  @Override
  public void onStreamEnded(StreamSummary stream) {
    if (streams.size() < MOST_STREAMS && stream.packets() > 0) {
      streams.add(stream);
    }
  }

  @Override
  public void onInterval(ObservedInterval interval) {
    // its stream is enough
  }

  @Override
  public void onObservation(ObservedInterval interval) {
    // likewise
  }

  @Override
  public void onCallEnded(CallSummary call) {
    // its streams and its SIP are seen apart
  }

  Collection<Place> places() {
    return places.values();
  }

  Collection<Neighbour> neighbours() {
    List<Neighbour> all = new ArrayList<>(devices.values());
    all.addAll(phones.values());
    return all;
  }

  Map<IpAddress, SipFacts.Party> sip() {
    return sip.parties();
  }

  List<Speech> speech() {
    return streams.stream()
        .map(of -> new Speech(of.source(), of.destination(), of.packets()))
        .toList();
  }

  /** Packets of speech that a place showed. */
  long speechAt(Place place) {
    return streams.stream()
        .map(of -> new Flow(of.source(), of.sourcePort(), of.destination(), of.destinationPort()))
        .distinct()
        .mapToLong(flow -> place.flows.getOrDefault(flow, 0))
        .sum();
  }
}
