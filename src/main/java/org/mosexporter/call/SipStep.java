package org.mosexporter.call;

import org.mosexporter.config.IpAddress;

/**
 * One SIP message of a call, as a ladder shows it: who sent what to whom. Nothing in it is text
 * that somebody sent: a phrase is the registered one of its code.
 *
 * @param agent name of the capture agent that saw it; empty when it was seen here
 * @param message {@code INVITE}, {@code 180 Ringing}; {@code other} for methods nobody registered
 * @param cseqNumber 0 to 2^32−1
 * @param cseqMethod as in {@code message}
 */
public record SipStep(
    long atNs,
    IpAddress from,
    int fromPort,
    IpAddress to,
    int toPort,
    String agent,
    String message,
    long cseqNumber,
    String cseqMethod) {
  /** Its address and port. */
  public String sender() {
    return from.withPort(fromPort);
  }

  /** Its address and port. */
  public String receiver() {
    return to.withPort(toPort);
  }

  /** {@code 1 INVITE}. */
  public String cseq() {
    return cseqNumber + " " + cseqMethod;
  }
}
