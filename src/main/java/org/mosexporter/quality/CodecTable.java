package org.mosexporter.quality;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Narrowband codecs and what they cost (ITU-T G.113 Appendix I, and where that is silent, what
 * others measured); {@code docs/QUALITY.md} has the same table with its sources.
 */
final class CodecTable {
  /**
   * One codec per line: name, Ie, Bpl, frame and look-ahead in ms, confidence, and the encoding
   * names of RTP that mean just this codec.
   *
   * <p>"-" is a value that nobody has published. A name that leaves the mode open (AMR, G723)
   * stands at its usual mode. G729 stands at G.729A, which is what is in use.
   */
  private static final String TABLE =
      """
      G.711        0    25.1 0.125 0    high PCMU PCMA
      G.711.0      0    4.3  20    0    high G711-0
      G.721        7    -    0.125 0    high G721
      G.723.1      15   16.1 30    7.5  high G723
      G.723.1-5.3  19   16.1 30    7.5  low
      G.726-16     50   -    0.125 0    high G726-16 AAL2-G726-16
      G.726-24     25   -    0.125 0    high G726-24 AAL2-G726-24
      G.726-32     7    -    0.125 0    high G726-32 AAL2-G726-32
      G.726-40     2    -    0.125 0    high G726-40 AAL2-G726-40
      G.727-16     50   -    0.125 0    high
      G.727-24     25   -    0.125 0    high
      G.727-32     7    -    0.125 0    high
      G.727-40     2    -    0.125 0    high
      G.728        7    -    0.625 0    high G728
      G.728-12.8   20   -    0.625 0    high
      G.729        10   19.0 10    5    low
      G.729A       11   19.0 10    5    high G729 G729A
      G.729E       4    -    10    5    low  G729E
      GSM-FR       20   -    20    0    high GSM
      GSM-HR       23   -    20    4.4  high GSM-HR GSM-HR-08
      GSM-EFR      5    10.0 20    0    high GSM-EFR
      AMR-NB       5.0  10.0 20    0    low  AMR
      AMR-NB-4.75  21.3 10.0 20    5    low
      AMR-NB-5.15  19.5 10.0 20    5    low
      AMR-NB-5.9   16.5 10.0 20    5    low
      AMR-NB-6.7   13.7 10.0 20    5    low
      AMR-NB-7.4   11.6 10.0 20    5    low
      AMR-NB-7.95  10.1 10.0 20    5    low
      AMR-NB-10.2  6.0  10.0 20    5    low
      IS-54        20   -    20    5    high
      IS-96a       21   -    20    5    high
      IS-127       6    -    20    10   high EVRC EVRC0 EVRC1
      IS-641       10   -    20    5    high
      PDC          24   -    20    5    high
      iLBC         11   32   20    5    low  iLBC
      Speex        18   21   20    10   low  speex
      L16          0    4.3  0.125 0    high L16
      CLEARMODE    0    4.3  0.125 0    low  CLEARMODE
      """;

  /** A codec and the names it has in SDP. */
  record Row(Codec codec, List<String> encodingNames) {}

  static final List<Row> ROWS = TABLE.lines().map(CodecTable::row).toList();

  private static Row row(String line) {
    List<String> words = List.of(line.split(" +", -1));
    return new Row(
        new Codec(
            words.get(0),
            Scale.NARROWBAND,
            Double.parseDouble(words.get(1)),
            words.get(2).equals("-")
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(words.get(2))),
            Double.parseDouble(words.get(3)),
            Double.parseDouble(words.get(4)),
            words.get(5).equals("low")),
        words.subList(6, words.size()));
  }

  private CodecTable() {}
}
