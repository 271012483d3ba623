package org.mosexporter.quality;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Codecs and what they cost (ITU-T G.113 Appendices I, IV and V, and where they are silent, what
 * others measured); {@code docs/QUALITY.md} has the same table.
 *
 * <p>One mode of a codec per line: name, mode, bitrate in kbit/s, Ie, Bpl, frame and look-ahead in
 * ms, confidence, use, source, and the encoding names of RTP with their clock rate that mean this
 * codec. They stand at the mode that is assumed while no bitrate was observed.
 *
 * <p>"-" is a value that nobody has published; "~" before a Bpl says that it is the nearest
 * sibling's. Rows for {@code default} use score calls; an {@code alternative} is another source's
 * value or the same codec on a wider scale: for the calculator and for comparing. G729 stands at
 * G.729A, which is what is in use.
 */
final class CodecTable {
  private static final String NARROWBAND =
      """
      G.711     without-PLC      64    0      4.3    0.125  0    high   alternative I.3
      G.711     without-PLC-20ms 64    0      4.8    0.125  0    low    alternative MTS
      G.711     -                64    0      25.1   0.125  0    high   default     I.3      PCMU/8000 PCMA/8000
      G.711.0   -                -     0      4.3    20     0    medium default     derived  G711-0/8000
      G.726-40  -                40    2      -      0.125  0    high   default     T+I.1    G726-40/8000 AAL2-G726-40/8000
      G.726-32  -                32    7      -      0.125  0    high   default     T+I.1    G726-32/8000 AAL2-G726-32/8000
      G.726-24  -                24    25     -      0.125  0    medium default     I.1      G726-24/8000 AAL2-G726-24/8000
      G.726-16  -                16    50     -      0.125  0    medium default     I.1      G726-16/8000 AAL2-G726-16/8000
      G.727-32  -                32    7      -      0.125  0    high   default     T+I.1
      G.727-16  -                16    50     -      0.125  0    high   default     T+I.1
      G.727-24  -                24    25     -      0.125  0    high   default     T+I.1
      G.727-40  -                40    2      -      0.125  0    high   default     T+I.1
      G.721     -                32    7      -      0.125  0    medium default     I.1      G721/8000
      G.728     -                16    7      -      0.625  0    high   default     T+I.1    G728/8000
      G.728     12.8             12.8  20     -      0.625  0    high   default     T+I.1
      G.729     -                8     10     ~19.0  10     5    high   default     T+I.1
      G.729     MTS              8     10     17     10     5    low    alternative MTS
      G.729A    -                8     11     19.0   10     5    high   default     I.3      G729/8000 G729A/8000
      G.729A    vendor           8     11     -      10     5    medium alternative vendor
      G.729E    -                11.8  4      -      10     5    low    default     I.1      G729E/8000
      G.723.1   6.3              6.3   15     16.1   30     7.5  high   default     I.3+T    G723/8000
      G.723.1   5.3              5.3   19     ~16.1  30     7.5  high   default     T+I.1
      GSM-FR    -                13    20     -      20     0    high   default     T+I.1    GSM/8000
      GSM-HR    -                5.6   23     -      20     4.4  high   default     T+I.1    GSM-HR/8000 GSM-HR-08/8000
      GSM-EFR   -                12.2  5      10.0   20     0    high   default     I.3+T    GSM-EFR/8000
      IS-54     -                8     20     -      20     5    medium default     I.1
      IS-641    -                7.4   10     -      20     5    medium default     I.1
      IS-96a    -                8     21     -      20     5    medium default     I.1
      IS-127    -                8     6      -      20     10   medium default     I.1      EVRC/8000 EVRC0/8000 EVRC1/8000
      PDC       -                6.7   24     -      20     5    medium default     I.1
      AMR-NB    4.75             4.75  21.3   ~10.0  20     5    medium default     T
      AMR-NB    5.15             5.15  19.5   ~10.0  20     5    medium default     T
      AMR-NB    5.9              5.9   16.5   ~10.0  20     5    medium default     T
      AMR-NB    6.7              6.7   13.7   ~10.0  20     5    medium default     T
      AMR-NB    7.4              7.4   11.6   ~10.0  20     5    medium default     T
      AMR-NB    7.95             7.95  10.1   ~10.0  20     5    medium default     T
      AMR-NB    10.2             10.2  6.0    ~10.0  20     5    medium default     T
      AMR-NB    12.2             12.2  5.0    10.0   20     0    medium default     T        AMR/8000
      iLBC      -                15.2  11     32     20     5    low    default     Vialer   iLBC/8000
      iLBC      30ms             13.33 11     32     30     10   low    alternative proxy
      Speex     -                -     18     21     20     10   low    default     Vialer   speex/8000
      L16       8k               128   0      4.3    0.125  0    medium default     derived  L16/8000
      CLEARMODE -                64    0      4.3    0.125  0    low    default     derived  CLEARMODE/8000
      Opus      6                6     23.002 24.564 20     6.5  medium default     AMP
      Opus      7                7     21.255 22.459 20     6.5  medium default     AMP
      Opus      8                8     16.024 20.259 20     6.5  medium default     AMP
      Opus      9                9     11.737 18.908 20     6.5  medium default     AMP
      Opus      CBR-6            6     46.268 8.94   20     6.5  medium alternative AMP
      Opus      CBR-7            7     31.735 18.179 20     6.5  medium alternative AMP
      Opus      CBR-8            8     19.245 15.128 20     6.5  medium alternative AMP
      Opus      CBR-9            9     13.209 17.239 20     6.5  medium alternative AMP
      Opus      CBR-10           10    6.197  15.33  20     6.5  medium alternative AMP
      Opus      CBR-11           11    2.03   15.952 20     6.5  medium alternative AMP
      """;

  private static final String WIDEBAND =
      """
      L16       16k              256   0      ~4.3   0.125  0    high   default     derived  L16/16000
      G.711     on-WB            64    35.8   4.3    0.125  0    medium alternative derived
      G.722     64               64    13     4.3    0.0625 1.5  medium default     IV.1+MTS G722/8000
      G.722     56               56    20     4.3    0.0625 1.5  medium default     IV.1
      G.722     48               48    31     4.3    0.0625 1.5  medium default     IV.1
      G.722.1   24               24    19     -      20     20   low    default     IV.1
      G.722.1   32               32    13     -      20     20   low    default     IV.1     G7221/16000
      G.729.1   -                32    7      -      20     28.9 low    default     IV       G7291/16000
      AMR-WB    6.6              6.6   41     ~4.3   20     5    high   default     IV.1
      AMR-WB    8.85             8.85  26     ~4.3   20     5    high   default     IV.1
      AMR-WB    12.65            12.65 13     ~4.3   20     5    high   default     IV.1     AMR-WB/16000
      AMR-WB    14.25            14.25 10     ~4.3   20     5    medium default     IV.1
      AMR-WB    15.85            15.85 7      ~4.3   20     5    medium default     IV.1
      AMR-WB    18.25            18.25 5      ~4.6   20     5    medium default     IV.1
      AMR-WB    19.85            19.85 3      ~4.6   20     5    medium default     IV.1
      AMR-WB    23.05            23.05 1      ~4.6   20     5    high   default     IV.1
      AMR-WB    23.85            23.85 8      ~4.9   20     5    medium default     IV.1
      AMR-WB    diotic-6.6       6.6   56     -      20     5    medium alternative IV.3
      AMR-WB    diotic-8.85      8.85  41     -      20     5    medium alternative IV.3
      AMR-WB    diotic-12.65     12.65 20     4.3    20     5    medium alternative IV.3
      AMR-WB    diotic-15.85     15.85 17     -      20     5    medium alternative IV.3
      AMR-WB    diotic-23.05     23.05 8      4.6    20     5    medium alternative IV.3
      AMR-WB    diotic-23.85     23.85 10     4.9    20     5    medium alternative IV.3
      Opus      11               11    28.413 23.94  20     6.5  medium default     AMP
      Opus      12               12    23.295 22.215 20     6.5  medium default     AMP
      Opus      13               13    19.959 19.496 20     6.5  medium default     AMP
      Opus      CBR-12           12    29.764 24.809 20     6.5  medium alternative AMP
      Opus      CBR-13           13    26.161 23.005 20     6.5  medium alternative AMP
      Opus      CBR-14           14    20.772 17.562 20     6.5  medium alternative AMP
      Opus      CBR-15           15    18.063 18.737 20     6.5  medium alternative AMP
      """;

  private static final String FULLBAND =
      """
      EVS       9.6              9.6   22.7   13     20     12   medium default     V
      EVS       13.2             13.2  17.1   11.7   20     12   medium default     V
      EVS       16.4             16.4  10.8   10.3   20     12   medium default     V
      EVS       24.4             24.4  7.2    11.4   20     12   high   default     V        EVS/16000
      EVS       32               32    8.7    9.3    20     12   medium default     V
      EVS       48               48    10.2   9.6    20     12   high   default     V
      L16       48k              768   0      ~4.3   0.125  0    high   default     derived  L16/48000
      Opus      14               14    38.06  16.51  20     6.5  medium default     AMP
      Opus      15               15    34.12  15     20     6.5  medium default     AMP
      Opus      16               16    30.163 11.83  20     6.5  medium default     AMP
      Opus      19               19    23.807 10.67  20     6.5  medium default     AMP
      Opus      22               22    20.223 10.47  20     6.5  medium default     AMP
      Opus      25               25    20.209 11.28  20     6.5  medium default     AMP
      Opus      28               28    18.477 10.63  20     6.5  medium default     AMP
      Opus      31               31    16.829 10.44  20     6.5  medium default     AMP
      Opus      34               34    14.759 10.12  20     6.5  medium default     AMP
      Opus      37               37    12.078 10.38  20     6.5  medium default     AMP
      Opus      40               40    10.666 9.79   20     6.5  medium default     AMP      opus/48000
      Opus      CBR-16           16    36.881 13.3   20     6.5  medium alternative AMP
      Opus      CBR-19           19    29.58  10.74  20     6.5  medium alternative AMP
      Opus      CBR-22           22    23.38  10.01  20     6.5  medium alternative AMP
      Opus      CBR-25           25    22.644 10.57  20     6.5  medium alternative AMP
      Opus      CBR-28           28    23.652 11.67  20     6.5  medium alternative AMP
      Opus      CBR-31           31    21.742 11.51  20     6.5  medium alternative AMP
      Opus      CBR-34           34    20.62  11.78  20     6.5  medium alternative AMP
      Opus      CBR-37           37    16.229 10.62  20     6.5  medium alternative AMP
      Opus      CBR-40           40    15.898 11.35  20     6.5  medium alternative AMP
      Opus      48               -     10.2   9.6    20     6.5  low    alternative proxy
      G.722     64-on-FB         64    32     -      0.0625 1.5  low    alternative derived
      AMR-WB    12.65-on-FB      12.65 32     -      20     5    low    alternative derived
      G.711     on-FB            64    54.8   -      0.125  0    low    alternative derived
      """;

  private static final Map<String, String> SOURCES =
      Map.ofEntries(
          entry("I.1", "ITU-T G.113 Table I.1"),
          entry("I.3", "ITU-T G.113 Tables I.3 and I.4"),
          entry("IV", "ITU-T G.113 Appendix IV"),
          entry("IV.1", "ITU-T G.113 Table IV.1"),
          entry("IV.3", "ITU-T G.113 Tables IV.3 and IV.4"),
          entry("IV.1+MTS", "ITU-T G.113 Table IV.1; Bpl by ericsson-mts"),
          entry("V", "ITU-T G.113 Appendix V with Erratum 1"),
          entry("T", "Telektronikk, Internet traffic engineering, Table 3"),
          entry("T+I.1", "ITU-T G.113 Table I.1; Telektronikk Table 3 agrees"),
          entry("I.3+T", "ITU-T G.113 Tables I.3 and I.4; Telektronikk Table 3 agrees"),
          entry("AMP", "Alahmadi, Pocta and Melvin, ACM TOMM 17(4) article 133, 2021"),
          entry("MTS", "table of ericsson-mts"),
          entry("Vialer", "table of VialerSIPLib"),
          entry("vendor", "Nortel NN43001-563 Table 29; Mitel"),
          entry(
              "derived",
              "derived: the same signal as a row with a source, or its place on a wider scale"),
          entry("proxy", "a sibling's row"));

  /**
   * A mode of a codec.
   *
   * @param listed confidence in the values that are its own
   * @param sibling whether Bpl is that of the nearest sibling
   * @param alternative whether it is not for scoring calls
   * @param sourceKey short name of the source
   * @param encodings names in SDP with clock rate, such as "PCMU/8000"
   */
  record Row(
      Codec codec,
      Confidence listed,
      boolean sibling,
      boolean alternative,
      String sourceKey,
      List<String> encodings) {}

  static final List<Row> ROWS =
      Stream.of(
              rows(NARROWBAND, Scale.NARROWBAND),
              rows(WIDEBAND, Scale.WIDEBAND),
              rows(FULLBAND, Scale.FULLBAND))
          .flatMap(List::stream)
          .toList();

  private static List<Row> rows(String table, Scale scale) {
    return table.lines().map(line -> row(List.of(line.split(" +", -1)), scale)).toList();
  }

  private static Row row(List<String> words, Scale scale) {
    boolean sibling = words.get(4).startsWith("~");
    Confidence confidence = Confidence.valueOf(words.get(7).toUpperCase(Locale.ROOT));
    Codec codec =
        new Codec(
            words.get(0),
            words.get(1).equals("-") ? "" : words.get(1),
            scale,
            optional(words.get(2)),
            Double.parseDouble(words.get(3)),
            optional(words.get(4).replace("~", "")),
            Double.parseDouble(words.get(5)),
            Double.parseDouble(words.get(6)),
            sibling ? Confidence.LOW : confidence,
            requireNonNull(SOURCES.get(words.get(9)), words.get(9)));
    boolean alternative = words.get(8).equals("alternative");
    return new Row(
        codec, confidence, sibling, alternative, words.get(9), words.subList(10, words.size()));
  }

  private static OptionalDouble optional(String word) {
    return word.equals("-") ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(word));
  }

  private CodecTable() {}
}
