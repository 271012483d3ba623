package org.mosexporter.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mosexporter.call.CallSummary;
import org.mosexporter.config.Config;
import org.mosexporter.config.Records;
import org.mosexporter.diagnosis.CallFact;

/**
 * All calls that are kept: those that the database has, and those that it has not yet, as one. Any
 * thread may ask; nothing that measures waits for it.
 */
public final class CallArchive implements CallHistory {
  private final RecentCalls recent;
  private final RecordStores stores;
  private final Supplier<Config> config;

  private final Function<String, Set<String>> otherNames;

  CallArchive(RecentCalls recent, RecordStores stores, Supplier<Config> config) {
    this(recent, stores, config, _ -> Set.of());
  }

  /**
   * What is kept.
   *
   * @param otherNames by which records may have a party
   */
  public CallArchive(
      RecentCalls recent,
      RecordStores stores,
      Supplier<Config> config,
      Function<String, Set<String>> otherNames) {
    this.otherNames = otherNames;
    this.recent = recent;
    this.stores = stores;
    this.config = config;
  }

  /** Of the latest calls only. */
  public static CallArchive inMemory(RecentCalls recent, Supplier<Config> config) {
    Config nowhere = config.get().but().records(Records.none()).build();
    return new CallArchive(
        recent, new RecordStores(recent, nowhere, InstantSource.system()), config);
  }

  /**
   * An answer.
   *
   * @param next where the next one begins; empty when there is none
   * @param missing why calls of the database are not in it; empty when they are
   */
  public record Page(List<FoundCall> calls, Optional<CallPlace> next, Optional<String> missing) {
    /** {@code {"calls":[…],"next":"…"}}, and leaves the stream open. */
    public void writeTo(OutputStream out) throws IOException {
      out.write(octets("{\"calls\":["));
      for (int i = 0; i < calls.size(); i++) {
        out.write(octets(i == 0 ? "\n" : ","));
        calls.get(i).json().writeTo(out);
      }
      out.write(']');
      if (next.isPresent()) {
        out.write(octets(",\"next\":\"" + next.get() + "\""));
      }
      if (missing.isPresent()) {
        out.write(octets(",\"missing\":\"" + missing.get() + "\""));
      }
      out.write(octets("}\n"));
    }

    private static byte[] octets(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Latest first. */
  public Page find(CallQuery query) {
    Optional<StoredCalls> stored = stores.stored();
    // First what waits: what is written meanwhile is found twice then, not missed.
    List<CallSummary> waiting =
        stored.isEmpty() ? recent.latest(Integer.MAX_VALUE) : stores.waiting();
    List<CallQuery> ways = query.ways(otherNames);
    try {
      List<FoundCall> found = new ArrayList<>();
      for (CallQuery way : stored.isEmpty() ? List.<CallQuery>of() : ways) {
        found.addAll(stored.get().find(way, 1));
      }
      return page(ways, waiting, found, "");
    } catch (IOException unreadable) {
      return page(
          ways,
          recent.latest(Integer.MAX_VALUE),
          List.of(),
          "the database of records cannot be read now; these are the latest calls only");
    }
  }

  private Page page(
      List<CallQuery> ways, List<CallSummary> waiting, List<FoundCall> stored, String missing) {
    CallQuery query = ways.getFirst();
    Map<String, FoundCall> byId = new HashMap<>();
    stored.forEach(call -> byId.put(call.place().id(), call));
    Config now = config.get();
    for (CallSummary call : waiting) {
      CallRow row = CallRow.of(call, now);
      FoundCall before = byId.get(row.id());
      boolean newer = before == null || before.revision() < call.revision();
      if (newer && ways.stream().anyMatch(way -> way.accepts(row))) {
        byId.put(row.id(), FoundCall.of(row));
      }
    }
    List<FoundCall> all = new ArrayList<>(byId.values());
    all.sort((one, other) -> other.place().compareTo(one.place()));
    boolean more = all.size() > query.limit();
    List<FoundCall> calls = List.copyOf(all.subList(0, Math.min(all.size(), query.limit())));
    return new Page(
        calls,
        more ? Optional.of(calls.getLast().place()) : Optional.empty(),
        Optional.of(missing).filter(text -> !text.isEmpty()));
  }

  /**
   * The record of the call with that id, or that Call-ID among the latest, as one line.
   *
   * @throws IOException when the database cannot be read now
   */
  public Optional<FoundCall.Json> find(String id) throws IOException {
    Optional<CallSummary> call = recent.find(id).or(() -> recent.findByCallId(id));
    if (call.isPresent()) {
      return Optional.of(out -> CallsJson.write(call.get(), out));
    }
    Optional<StoredCalls> stored = stores.stored();
    return stored.isEmpty() ? Optional.empty() : stored.get().find(id).map(FoundCall::json);
  }

  @Override
  public void between(Instant from, Instant to, Consumer<CallFact> each)
      throws HistoryUnavailableException {
    Optional<StoredCalls> stored = stores.stored();
    if (stored.isEmpty()) {
      new RecentHistory(recent, config).between(from, to, each);
      return;
    }
    Set<String> told = new HashSet<>();
    Config now = config.get();
    long fromUs = CallRow.microseconds(Instants.ns(from));
    long toUs = CallRow.microseconds(Instants.ns(to));
    for (CallSummary call : stores.waiting()) {
      CallFact fact = CallFact.of(call, now);
      long startUs = CallRow.microseconds(fact.startNs());
      if (fromUs <= startUs && startUs < toUs && told.add(fact.id())) {
        each.accept(fact);
      }
    }
    try {
      stored.get().between(fromUs, toUs, fact -> tell(fact, told, each));
    } catch (IOException unreadable) {
      throw new HistoryUnavailableException(
          "the database of records cannot be read now: " + unreadable.getMessage(), unreadable);
    }
  }

  private static void tell(CallFact fact, Set<String> told, Consumer<CallFact> each) {
    if (!told.contains(fact.id())) {
      each.accept(fact);
    }
  }
}
