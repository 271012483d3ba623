package org.mosexporter.demo;

/** How a simulated phone encodes speech: payload types and clocks of RFC 3551 table 4. */
public enum DemoCodec {
  PCMU(0, "PCMU", 20, 160),
  PCMA(8, "PCMA", 20, 160),
  GSM(3, "GSM", 20, 33),
  G723(4, "G723", 30, 24),
  G729(18, "G729", 20, 20),
  /** The 30 ms mode, 50 octets a frame (RFC 3951 §3, RFC 3952); a dynamic payload type. */
  ILBC(97, "iLBC", 30, 50);

  public static final int CLOCK_RATE_HZ = 8000;

  private final int payloadType;
  private final String encodingName;
  private final int packetMs;
  private final int payloadBytes;

  DemoCodec(int payloadType, String encodingName, int packetMs, int payloadBytes) {
    this.payloadType = payloadType;
    this.encodingName = encodingName;
    this.packetMs = packetMs;
    this.payloadBytes = payloadBytes;
  }

  public int payloadType() {
    return payloadType;
  }

  /** As SDP writes it. */
  public String encodingName() {
    return encodingName;
  }

  public int packetMs() {
    return packetMs;
  }

  public int payloadBytes() {
    return payloadBytes;
  }

  long packetNs() {
    return packetMs * 1_000_000L;
  }

  /** How far the RTP timestamp advances from packet to packet. */
  int packetUnits() {
    return packetMs * (CLOCK_RATE_HZ / 1000);
  }
}
