package org.mosexporter.simulator.office;

/**
 * How phones encode speech (RFC 3551 table 4, RFC 7587), with what ITU-T G.113 says of its quality,
 * and for Opus at 24 kbit/s Alahmadi, Pocta and Melvin (2021).
 */
public enum Codec {
  PCMU(0, "PCMU/8000", 8000, 160, Opinion.NARROWBAND, 0, 25.1, "G.711"),
  PCMA(8, "PCMA/8000", 8000, 160, Opinion.NARROWBAND, 0, 25.1, "G.711"),
  G722(9, "G722/8000", 8000, 160, Opinion.WIDEBAND, 13, 4.3, "G.722"),
  G729(18, "G729/8000", 8000, 20, Opinion.NARROWBAND, 11, 19, "G.729A"),
  OPUS(111, "opus/48000/2", 48_000, 62, Opinion.FULLBAND, 20.2, 11.28, "Opus");

  /** Of speech in each packet. */
  static final long PACKET_NS = 20_000_000;

  final int payloadType;
  final String rtpmap;
  final int clockRateHz;
  final int payloadBytes;
  final Opinion opinion;
  final double ie;
  final double bpl;
  final String label;

  Codec(
      int payloadType,
      String rtpmap,
      int clockRateHz,
      int payloadBytes,
      Opinion opinion,
      double ie,
      double bpl,
      String label) {
    this.payloadType = payloadType;
    this.rtpmap = rtpmap;
    this.clockRateHz = clockRateHz;
    this.payloadBytes = payloadBytes;
    this.opinion = opinion;
    this.ie = ie;
    this.bpl = bpl;
    this.label = label;
  }

  /** As people call it. */
  public String label() {
    return label;
  }

  int packetUnits() {
    return clockRateHz / 50;
  }

  int frameBytes() {
    return 14 + 20 + 8 + 12 + payloadBytes;
  }

  /** One from which the other end can be reached without transcoding is preferred. */
  boolean isNarrow() {
    return opinion == Opinion.NARROWBAND;
  }
}
