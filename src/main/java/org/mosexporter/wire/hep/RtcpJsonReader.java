package org.mosexporter.wire.hep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mosexporter.wire.hep.RtcpJson.Block;
import org.mosexporter.wire.hep.RtcpJson.Fault;
import org.mosexporter.wire.hep.RtcpJson.Result;
import org.mosexporter.wire.hep.RtcpJson.SenderInformation;
import org.mosexporter.wire.hep.RtcpJson.VoipBlock;

/**
 * Reads RTCP that a capture agent wrote as JSON, in the dialects of Asterisk, heplify, captagent
 * and rtpengine: numbers as texts, commas behind the last member, NTP time of two kinds.
 */
public final class RtcpJsonReader {
  private static final int MAX_BLOCKS = 31;
  private static final int MAX_DEPTH = 8;
  private static final int MAX_TEXT_CHARS = 4096;
  private static final int MAX_CNAME_CHARS = 256;
  private static final int CNAME = 1;

  /** 1970 in seconds since 1900; an agent's smaller number of seconds is since 1970. */
  private static final long EPOCH_NTP_SECONDS = 2_208_988_800L;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT_CHARS)
                  .maxNameLength(MAX_TEXT_CHARS)
                  .maxNumberLength(32)
                  .build())
          .build();

  /** Numbers of the object itself, of {@code sender_information} and of the block of metrics. */
  private final Map<String, Long> own = new HashMap<>();

  private final Map<String, Long> sender = new HashMap<>();
  private final Map<String, Long> voip = new HashMap<>();
  private final List<Block> blocks = new ArrayList<>();
  private String cname = "";

  private RtcpJsonReader() {}

  /** Reads from the buffer's position to its limit. */
  public static Result read(ByteBuffer text) {
    byte[] octets = new byte[text.remaining()];
    text.get(text.position(), octets);
    try (JsonParser json = JSON.createParser(octets)) {
      RtcpJsonReader reader = new RtcpJsonReader();
      return json.nextToken() == JsonToken.START_OBJECT
          ? reader.packet(json)
          : new Result.Failed(Fault.SYNTAX);
    } catch (IOException noJson) {
      return new Result.Failed(Fault.SYNTAX);
    }
  }

  private Result packet(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_ARRAY && name.equals("report_blocks")) {
        blocks(json);
      } else if (value == JsonToken.START_ARRAY && name.equals("sdes_information")) {
        descriptions(json);
      } else if (value == JsonToken.START_OBJECT && name.equals("sender_information")) {
        numbers(json, sender);
      } else if (value == JsonToken.START_OBJECT && name.equals("report_blocks_xr")) {
        numbers(json, voip);
      } else {
        number(json, name, own);
      }
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      return new Result.Failed(Fault.SYNTAX);
    }
    RtcpJson packet =
        new RtcpJson(bits(own, "ssrc"), small(own, "type"), sender(), blocks, voip(), cname);
    boolean empty = blocks.isEmpty() && packet.sender().isEmpty() && packet.voip().isEmpty();
    return empty ? new Result.Failed(Fault.SHAPE) : new Result.Read(packet);
  }

  private void blocks(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      Map<String, Long> numbers = new HashMap<>();
      numbers(json, numbers);
      if (numbers.containsKey("source_ssrc") && blocks.size() < MAX_BLOCKS) {
        blocks.add(block(numbers));
      }
    }
    skipRest(json);
  }

  private static Block block(Map<String, Long> numbers) {
    return new Block(
        (int) number(numbers, "source_ssrc"),
        (int) (number(numbers, "fraction_lost") & 0xFF),
        (int) (number(numbers, "packets_lost") << 40 >> 40), // signed 24 bits
        number(numbers, "highest_seq_no") & 0xFFFF_FFFFL,
        number(numbers, "ia_jitter") & 0xFFFF_FFFFL,
        (int) number(numbers, "lsr"),
        number(numbers, "dlsr") & 0xFFFF_FFFFL);
  }

  private void descriptions(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      long type = 0;
      String text = "";
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("type")) {
          type = asNumber(json).orElse(0);
        } else if (name.equals("text") && value == JsonToken.VALUE_STRING) {
          text = json.getText();
        }
        json.skipChildren();
      }
      cname = type == CNAME ? plain(text) : cname;
    }
    skipRest(json);
  }

  /** Goes on behind the array's end, whatever else was in it. */
  private static void skipRest(JsonParser json) throws IOException {
    while (json.currentToken() != null && json.currentToken() != JsonToken.END_ARRAY) {
      json.skipChildren();
      json.nextToken();
    }
  }

  private static void numbers(JsonParser json, Map<String, Long> into) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      number(json, name, into);
    }
  }

  private static void number(JsonParser json, String name, Map<String, Long> into)
      throws IOException {
    asNumber(json).ifPresent(number -> into.put(name, number));
    json.skipChildren();
  }

  /** Of a number or a text with its digits; fractions are cut off. */
  private static OptionalLong asNumber(JsonParser json) throws IOException {
    if (json.currentToken() == null || !json.currentToken().isScalarValue()) {
      return OptionalLong.empty();
    }
    String text = json.getText();
    int end = text.startsWith("-") ? 1 : 0;
    while (end < text.length() && Character.digit(text.charAt(end), 10) >= 0) {
      end++;
    }
    boolean whole = end == text.length() || text.charAt(end) == '.';
    try {
      return whole ? OptionalLong.of(Long.parseLong(text, 0, end, 10)) : OptionalLong.empty();
    } catch (NumberFormatException none) {
      return OptionalLong.empty();
    }
  }

  private static long number(Map<String, Long> numbers, String name) {
    return numbers.getOrDefault(name, 0L);
  }

  /** 32 bits of an identifier. */
  private static OptionalInt bits(Map<String, Long> numbers, String name) {
    Long value = numbers.get(name);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value.intValue());
  }

  private static OptionalInt small(Map<String, Long> numbers, String name) {
    Long value = numbers.get(name);
    return value == null || value < 0 || value > 0xFF
        ? OptionalInt.empty()
        : OptionalInt.of(value.intValue());
  }

  private Optional<SenderInformation> sender() {
    if (!sender.containsKey("ntp_timestamp_sec") && !sender.containsKey("packets")) {
      return Optional.empty();
    }
    return Optional.of(
        new SenderInformation(
            ntp(number(sender, "ntp_timestamp_sec"), number(sender, "ntp_timestamp_usec")),
            number(sender, "rtp_timestamp") & 0xFFFF_FFFFL,
            number(sender, "packets") & 0xFFFF_FFFFL,
            number(sender, "octets") & 0xFFFF_FFFFL));
  }

  private static long ntp(long seconds, long fraction) {
    return seconds >= EPOCH_NTP_SECONDS || seconds == 0
        ? seconds << 32 | (fraction & 0xFFFF_FFFFL)
        : ((seconds + EPOCH_NTP_SECONDS) << 32) | ((fraction << 32) / 1_000_000 & 0xFFFF_FFFFL);
  }

  private Optional<VoipBlock> voip() {
    boolean allZero = voip.values().stream().allMatch(value -> value == 0);
    if (allZero) {
      return Optional.empty();
    }
    return Optional.of(
        new VoipBlock(
            bits(voip, "id"),
            octet("fraction_lost"),
            octet("fraction_discard"),
            octet("burst_density"),
            octet("gap_density"),
            word("burst_duration"),
            word("gap_duration"),
            word("round_trip_delay"),
            word("end_system_delay")));
  }

  private int octet(String name) {
    return (int) number(voip, name) & 0xFF;
  }

  private int word(String name) {
    return (int) number(voip, name) & 0xFFFF;
  }

  private static String plain(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
        .limit(MAX_CNAME_CHARS)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
