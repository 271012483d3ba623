package org.mosexporter.wire.hep;

/** What the payload of a message is: the numbers that senders use, decimal. */
public final class PayloadType {
  public static final int SIP = 1;
  public static final int RTP = 4;

  /** RTCP as JSON; some agents send it as it was on the wire. */
  public static final int RTCP = 5;

  /** A voice quality report of RFC 6035, as one message or only its body. */
  public static final int VQ_REPORT = 35;

  /** As captagent numbers a PUBLISH with a voice quality report. */
  public static final int VQ_PUBLISH = 99;

  private PayloadType() {}
}
