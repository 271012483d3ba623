package org.mosexporter.quality;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The static payload types (RFC 3551 tables 4 and 5). */
final class StaticPayloadTypes {
  // 2 is reserved today because both packings of 32 kbit/s G.726 used it; for us they are the same.
  private static final String TABLE =
      """
      0  PCMU    8000
      2  G726-32 8000
      3  GSM     8000
      4  G723    8000
      5  DVI4    8000
      6  DVI4    16000
      7  LPC     8000
      8  PCMA    8000
      9  G722    8000
      10 L16     44100
      11 L16     44100
      12 QCELP   8000
      13 CN      8000
      14 MPA     90000
      15 G728    8000
      16 DVI4    11025
      17 DVI4    22050
      18 G729    8000
      25 CelB    90000
      26 JPEG    90000
      28 nv      90000
      31 H261    90000
      32 MPV     90000
      33 MP2T    90000
      34 H263    90000
      """;

  private static final Map<Integer, StaticPayloadType> BY_NUMBER =
      TABLE
          .lines()
          .map(line -> line.split(" +", -1))
          .map(
              row ->
                  new StaticPayloadType(Integer.parseInt(row[0]), row[1], Integer.parseInt(row[2])))
          .collect(Collectors.toUnmodifiableMap(StaticPayloadType::number, Function.identity()));

  static Optional<StaticPayloadType> find(int number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  private StaticPayloadTypes() {}
}
