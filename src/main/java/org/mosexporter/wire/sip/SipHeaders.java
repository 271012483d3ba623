package org.mosexporter.wire.sip;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The header fields of a message (RFC 3261 §20), cleaned and bounded; credentials are not among
 * them.
 *
 * <p>A part of an address or a tag that was not sent is the empty text: to RFC 3261 §12.1.1 that is
 * a tag like any other.
 */
public final class SipHeaders {
  static final long MAX_CSEQ = 0xFFFF_FFFFL;

  private final Map<String, List<String>> values;
  private final NameAddress from;
  private final NameAddress to;

  /** Takes values by long name in lower case. */
  SipHeaders(Map<String, List<String>> values) {
    this.values = Map.copyOf(values);
    this.from = NameAddress.parse(first("from").orElse(""));
    this.to = NameAddress.parse(first("to").orElse(""));
  }

  public String callId() {
    return Texts.bounded(first("call-id").orElse(""));
  }

  public String fromTag() {
    return from.parameter("tag");
  }

  public String toTag() {
    return to.parameter("tag");
  }

  public String fromUser() {
    return from.user();
  }

  public String fromHost() {
    return from.host();
  }

  public String toUser() {
    return to.user();
  }

  public String toHost() {
    return to.host();
  }

  /** The sequence number of the request, 0 to 2^32−1; RFC 3261 §8.1.1.5 stops at 2^31. */
  public long cseqNumber() {
    return cseqNumber(cseq()).orElse(0);
  }

  public String cseqMethod() {
    return cseqMethod(cseq());
  }

  /** The sender's own name for itself; a response may say Server instead (RFC 3261 §20.35). */
  public Optional<String> userAgent() {
    return first("user-agent").or(() -> first("server")).map(Texts::bounded);
  }

  public String contactUser() {
    return contact().user();
  }

  public String contactHost() {
    return contact().host();
  }

  /** The media type without parameters, in lower case; empty when there is none. */
  public String contentType() {
    String type = first("content-type").orElse("");
    int semicolon = type.indexOf(';');
    String bare = semicolon < 0 ? type : type.substring(0, semicolon);
    return Texts.bounded(bare).toLowerCase(Locale.ROOT);
  }

  /** The branch of the topmost Via: with the CSeq method it names the transaction (§17.1.3). */
  public String topViaBranch() {
    return Quoted.parameter(Quoted.first(first("via").orElse("")), "branch");
  }

  /** The first field of this name; case does not count, and short names are known by their long. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** Every field of this name in the order sent; commas are left as they are. */
  public List<String> all(String name) {
    return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** Only names, so that it may be printed. */
  @Override
  public String toString() {
    return "SipHeaders" + values.keySet();
  }

  Optional<SipMessage.Fault> fault() {
    if (callId().isEmpty()) {
      return Optional.of(SipMessage.Fault.CALL_ID);
    }
    if (cseqNumber(cseq()).isEmpty() || !Texts.isToken(cseqMethod(), SipParser.MAX_METHOD_CHARS)) {
      return Optional.of(SipMessage.Fault.CSEQ);
    }
    if (all("from").isEmpty()) {
      return Optional.of(SipMessage.Fault.FROM);
    }
    return all("to").isEmpty() ? Optional.of(SipMessage.Fault.TO) : Optional.empty();
  }

  private NameAddress contact() {
    return NameAddress.parse(Quoted.first(first("contact").orElse("")));
  }

  private String cseq() {
    return first("cseq").orElse("");
  }

  private static OptionalLong cseqNumber(String cseq) {
    int blank = cseq.indexOf(' ');
    return Texts.number(blank < 0 ? cseq : cseq.substring(0, blank), MAX_CSEQ);
  }

  private static String cseqMethod(String cseq) {
    int blank = cseq.indexOf(' ');
    return blank < 0 ? "" : Texts.bounded(cseq.substring(blank + 1));
  }
}
