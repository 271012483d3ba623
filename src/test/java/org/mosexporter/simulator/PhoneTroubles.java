package org.mosexporter.simulator;

import java.util.List;
import java.util.stream.Collectors;
import org.mosexporter.simulator.office.Buffer;
import org.mosexporter.simulator.office.Device;
import org.mosexporter.simulator.office.Office;
import org.mosexporter.simulator.office.Phone;
import org.mosexporter.simulator.office.StreamTruth;

/** What can be wrong with phones. */
final class PhoneTroubles {
  private final Office office;
  private final Draw draw;

  PhoneTroubles(Office office, Draw draw) {
    this.office = office;
    this.draw = draw;
  }

  /** All phones of a model, or those with one of its versions where there are both. */
  private record Chosen(Scope scope, List<Phone> phones, boolean reports) {
    boolean has(StreamTruth stream) {
      return phones.stream().anyMatch(phone -> phone == stream.party().phone());
    }
  }

  private Chosen aModel() {
    Phone sample = draw.one(office.phones());
    String model = sample.model().name();
    List<Phone> phones =
        office.phones().stream().filter(p -> p.model().name().equals(model)).toList();
    boolean reports = sample.model().extendedReports() && Troubles.hasReports(office);
    var versions = phones.stream().map(Phone::firmware).collect(Collectors.toSet());
    if (versions.size() > 1 && draw.chance(0.5)) {
      String firmware = sample.firmware();
      List<Phone> some = phones.stream().filter(p -> p.firmware().equals(firmware)).toList();
      return new Chosen(new Scope(Scope.Kind.FIRMWARE, model + " " + firmware), some, reports);
    }
    return new Chosen(new Scope(Scope.Kind.MODEL, model), phones, reports);
  }

  private Chosen aPhone() {
    Phone phone = draw.one(office.phones());
    boolean reports = phone.model().extendedReports() && Troubles.hasReports(office);
    return new Chosen(new Scope(Scope.Kind.ENDPOINT, phone.address()), List.of(phone), reports);
  }

  private static void each(Chosen chosen, java.util.function.Consumer<Device> turn) {
    chosen.phones.forEach(phone -> turn.accept(phone.device()));
  }

  Trouble noMarking() {
    Chosen chosen = aModel();
    new Congestion(draw).fill(office.backgroundOut(), office.out().link(), 1);
    return new Trouble(
        Cause.DSCP_NOT_SET_BY_PHONE,
        chosen.scope,
        stream -> chosen.has(stream) && stream.listener() != StreamTruth.Listener.PHONE,
        true,
        level -> each(chosen, device -> device.dscp(level > 0.5 ? 0 : Office.VOICE)));
  }

  Trouble model() {
    return badSoftware(Cause.PHONE_MODEL, aModel(), Troubles.isLossSure(office));
  }

  Trouble onePhone() {
    boolean told = Troubles.isLossSure(office) && Troubles.hasSnmp(office);
    return badSoftware(Cause.ONE_PHONE, aPhone(), told);
  }

  /** It numbers packets that it does not send, and stands still now and then. */
  private Trouble badSoftware(Cause cause, Chosen chosen, boolean told) {
    double skips = draw.bySeverity(0.004, 0.1);
    double stalls = draw.chance(0.6) ? draw.bySeverity(0.01, 0.1) : 0;
    double stallNs = draw.byRatio(40e6, 200e6);
    return new Trouble(
        cause,
        chosen.scope,
        stream -> chosen.has(stream) && stream.listener() != StreamTruth.Listener.PHONE,
        told,
        level ->
            each(
                chosen,
                device -> {
                  device.skips(skips * level);
                  device.stalls(stalls * level, stallNs);
                }));
  }

  Trouble smallBuffer() {
    return buffers(Cause.JITTER_BUFFER_TOO_SMALL, aModel(), Buffer.fixed(draw.bySeverity(16, 4)));
  }

  Trouble largeBuffer() {
    return buffers(
        Cause.JITTER_BUFFER_TOO_LARGE, aModel(), Buffer.fixed(draw.bySeverity(180, 600)));
  }

  private Trouble buffers(Cause cause, Chosen chosen, Buffer bad) {
    Buffer usual = chosen.phones.getFirst().device().buffer();
    return new Trouble(
        cause,
        chosen.scope,
        stream -> chosen.has(stream) && stream.listener() == StreamTruth.Listener.PHONE,
        chosen.reports,
        level -> each(chosen, device -> device.buffer(level > 0.5 ? bad : usual)));
  }

  Trouble skew() {
    Chosen chosen = draw.chance(0.5) ? aModel() : aPhone();
    double ppm = (draw.chance(0.5) ? 1 : -1) * draw.bySeverity(1_000, 20_000);
    return new Trouble(
        Cause.CLOCK_SKEW,
        chosen.scope,
        chosen::has,
        true,
        level -> each(chosen, device -> device.skew(ppm * level)));
  }
}
