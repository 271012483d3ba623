package org.mosexporter.record;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mosexporter.call.MediaFlow;
import org.mosexporter.call.PhoneFigure;
import org.mosexporter.call.PhoneVerdict;
import org.mosexporter.config.IpAddress;
import org.mosexporter.quality.Scale;

/** Reads what phones concluded as {@link PhoneJson} writes it. */
final class PhoneReader {
  /** Of a stream that nobody saw. */
  static PhoneVerdict unseen(Fields json) {
    Optional<Socket> source = socket(json.text("source"));
    Optional<Socket> destination = socket(json.text("destination"));
    String ssrc = json.text("ssrc");
    return verdict(
        json,
        new MediaFlow(
            source.map(Socket::address),
            source.map(Socket::port).orElse(0),
            destination.map(Socket::address),
            destination.map(Socket::port).orElse(0),
            ssrc.isEmpty() ? List.of() : List.of(StreamReader.ssrc(ssrc))));
  }

  private static Optional<Socket> socket(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Socket.parse(text));
  }

  /** Of a stream that was seen, given as a whole. */
  static List<PhoneVerdict> ofStream(Fields stream) {
    if (!stream.has("phone")) {
      return List.of();
    }
    Socket source = Socket.parse(stream.text("source"));
    Socket destination = Socket.parse(stream.text("destination"));
    MediaFlow flow =
        new MediaFlow(
            Optional.of(source.address()),
            source.port(),
            Optional.of(destination.address()),
            destination.port(),
            List.of(StreamReader.ssrc(stream.text("ssrc"))));
    Fields nearest = stream.in("phone");
    List<PhoneVerdict> verdicts = new ArrayList<>();
    verdicts.add(verdict(nearest, flow));
    verdicts.addAll(nearest.each("others", other -> verdict(other, flow)));
    return verdicts;
  }

  private static PhoneVerdict verdict(Fields json, MediaFlow flow) {
    Map<PhoneFigure, Double> figures = new EnumMap<>(PhoneFigure.class);
    for (PhoneFigure figure : PhoneFigure.values()) {
      json.number(figure.label()).ifPresent(value -> figures.put(figure, value));
    }
    Optional<Scale> scale = Scale.ofLabel(json.text("scale"));
    return new PhoneVerdict(
        json.text("origin"),
        IpAddress.parse(json.text("reporter")),
        json.text("user_agent"),
        json.flag("relayed"),
        PhoneVerdict.Scope.WHOLE,
        flow,
        json.time("start"),
        json.time("stop"),
        json.text("codec"),
        scale,
        figures,
        json.has("scored")
            ? Optional.of(StreamReader.score(json.in("scored"), scale.orElse(Scale.NARROWBAND)))
            : Optional.empty(),
        json.whole("reports").orElse(0),
        json.time("reported_at").orElseThrow());
  }

  private PhoneReader() {}
}
