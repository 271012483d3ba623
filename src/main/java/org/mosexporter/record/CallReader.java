package org.mosexporter.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.mosexporter.call.CallEvent;
import org.mosexporter.call.CallSummary;
import org.mosexporter.call.Concluded;
import org.mosexporter.call.EndpointInfo;
import org.mosexporter.call.PhoneVerdict;
import org.mosexporter.call.RecordId;
import org.mosexporter.call.RouterWindow;
import org.mosexporter.call.SipLadder;
import org.mosexporter.call.SipStep;
import org.mosexporter.config.Dscp;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Network;
import org.mosexporter.network.Attachment;
import org.mosexporter.network.Neighbour;
import org.mosexporter.network.RouterEvent;
import org.mosexporter.network.TrafficDirection;
import org.mosexporter.network.Whereabouts;
import org.mosexporter.stream.StreamSummary;

/** Reads records as {@link CallJson} writes them, as exactly as they are written. */
final class CallReader {
  /**
   * The call of one record.
   *
   * @throws IOException when it is none
   */
  static CallSummary read(byte[] record) throws IOException {
    try {
      return call(Fields.parse(record));
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException wrong) {
      throw new IOException("no record of a call: " + wrong.getMessage(), wrong);
    }
  }

  /** Those of an answer of the API. */
  static List<CallSummary> readAll(byte[] answer) throws IOException {
    try {
      return Fields.parse(answer).each("calls", CallReader::call);
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException wrong) {
      throw new IOException("no records of calls: " + wrong.getMessage(), wrong);
    }
  }

  private static CallSummary call(Fields json) {
    List<PhoneVerdict> phone = new ArrayList<>(json.each("phone", PhoneReader::unseen));
    List<StreamSummary> streams = json.each("streams", StreamReader::stream);
    json.each("streams", stream -> phone.addAll(PhoneReader.ofStream(stream)));
    return new CallSummary(
        id(json.text("id")),
        json.small("revision").orElse(0),
        json.text("call_id"),
        json.text("from"),
        json.text("to"),
        json.text("site"),
        json.text("trunk"),
        firstNs(json, streams),
        json.time("start"),
        json.time("alerted"),
        json.time("answer"),
        json.time("end"),
        json.number("setup_seconds"),
        json.number("disconnect_seconds"),
        json.small("status"),
        named(CallSummary.Result.class, json.text("result")),
        json.texts("related"),
        json.flag("leg"),
        streams,
        json.each("one_way", CallReader::oneWay),
        signalledBy(json),
        phone,
        json.each("router_windows", CallReader::window),
        json.each("router_events", CallReader::event),
        SipLadder.of(json.each("sip", CallReader::step), json.small("sip_omitted").orElse(0)),
        json.each("endpoints", CallReader::endpoint),
        json.each("findings", FindingJson::read).stream()
            .<Concluded>flatMap(Optional::stream)
            .toList());
  }

  private static RecordId id(String text) {
    return new RecordId(
        Long.parseUnsignedLong(text.substring(0, 16), 16),
        Long.parseUnsignedLong(text.substring(16), 16));
  }

  /** What was heard of it first is told by its witnesses. */
  private static long firstNs(Fields json, List<StreamSummary> streams) {
    return json.time("start")
        .orElseGet(
            () ->
                json.each("witnesses", witness -> witness.time("first").orElseThrow()).stream()
                    .mapToLong(Long::longValue)
                    .min()
                    .orElseGet(() -> streams.isEmpty() ? 0 : streams.getFirst().startNs()));
  }

  private static List<String> signalledBy(Fields json) {
    List<String> agents = new ArrayList<>();
    json.each(
        "witnesses",
        witness -> witness.text("source").equals("sip") && agents.add(witness.text("by")));
    return agents;
  }

  private static CallSummary.OneWay oneWay(Fields json) {
    return new CallSummary.OneWay(
        IpAddress.parse(json.text("speaker")),
        IpAddress.parse(json.text("listener")),
        json.time("since").orElseThrow(),
        json.numberOrNan("seconds"));
  }

  private static RouterWindow window(Fields json) {
    return new RouterWindow(
        json.text("router"),
        json.text("interface"),
        named(TrafficDirection.class, json.text("direction")),
        json.text("policy"),
        json.text("class"),
        json.flag("by_code_point"),
        json.time("from").orElseThrow(),
        json.time("to").orElseThrow(),
        json.whole("packets"),
        json.whole("dropped_packets"),
        json.whole("dropped_bytes"),
        json.whole("queue_packets"),
        json.whole("queue_limit_packets"),
        json.number("interface_utilisation"),
        json.small("calls").orElse(0));
  }

  private static CallEvent event(Fields json) {
    return new CallEvent(
        json.text("router"),
        new RouterEvent(
            json.time("at").orElseThrow(),
            named(RouterEvent.Kind.class, json.text("kind")),
            json.text("subject"),
            json.text("text")));
  }

  private static SipStep step(Fields json) {
    Socket from = Socket.parse(json.text("from"));
    Socket to = Socket.parse(json.text("to"));
    String[] cseq = json.text("cseq").split(" ", 2);
    return new SipStep(
        json.time("at").orElseThrow(),
        from.address(),
        from.port(),
        to.address(),
        to.port(),
        json.text("by"),
        json.text("message"),
        Long.parseLong(cseq[0]),
        cseq[1]);
  }

  static EndpointInfo endpoint(Fields json) {
    return new EndpointInfo(
        json.text("site"),
        IpAddress.parse(json.text("address")),
        json.text("network"),
        named(Network.Access.class, json.text("access")),
        json.text("user"),
        json.small("users").orElse(1),
        json.text("group"),
        json.text("vendor"),
        json.text("model"),
        json.text("firmware"),
        json.text("mac"),
        whereabouts(json));
  }

  private static Whereabouts whereabouts(Fields json) {
    Attachment attachment = new Attachment(json.text("switch"), json.text("port"));
    boolean attached = json.has("switch") || json.has("port");
    return new Whereabouts(
        Optional.empty(),
        attached ? Optional.of(attachment) : Optional.empty(),
        Optional.empty(),
        neighbour(json),
        json.small("vlan"),
        dscp(json.text("dscp_told")),
        dscp(json.text("dscp_reported")));
  }

  /** Of what it said of itself, what records keep. */
  private static Optional<Neighbour> neighbour(Fields json) {
    if (!json.has("serial") && !json.has("asset") && !json.has("hardware")) {
      return Optional.empty();
    }
    return Optional.of(
        new Neighbour(
            "",
            Optional.empty(),
            Optional.empty(),
            Neighbour.Kind.OTHER,
            "",
            "",
            new Neighbour.Inventory(
                json.text("hardware"), "", "", json.text("serial"), "", "", json.text("asset")),
            OptionalInt.empty(),
            OptionalInt.empty()));
  }

  /** A code point by its name or number. */
  static OptionalInt dscp(String label) {
    if (label.isEmpty()) {
      return OptionalInt.empty();
    }
    Optional<Integer> named = Dscp.of(label);
    return OptionalInt.of(named.isPresent() ? named.get() : Integer.parseInt(label));
  }

  /** The value that is labelled so. */
  static <T extends Enum<T>> T named(Class<T> kind, String label) {
    return Enum.valueOf(kind, label.toUpperCase(Locale.ROOT));
  }

  private CallReader() {}
}
