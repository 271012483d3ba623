package org.mosexporter.wire.sip;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * The header fields of a message (RFC 3261 §20), cleaned and bounded; credentials are not among
 * them.
 *
 * <p>A part of an address or a tag that was not sent is the empty text: to RFC 3261 §12.1.1 that is
 * a tag like any other.
 */
public final class SipHeaders {
  static final long MAX_CSEQ = 0xFFFF_FFFFL;

  private static final int UUID_DIGITS = 32;
  private static final String NIL_UUID = "0".repeat(UUID_DIGITS);

  private final Map<String, List<String>> values;
  private final boolean whole;
  private final NameAddress from;
  private final NameAddress to;

  /** Takes values by long name in lower case. */
  SipHeaders(Map<String, List<String>> values, boolean whole) {
    this.values = Collections.unmodifiableMap(values);
    this.whole = whole;
    this.from = NameAddress.parse(first("from").orElse(""));
    this.to = NameAddress.parse(first("to").orElse(""));
  }

  /** Whether all were captured: else what is not among them may have been sent. */
  public boolean areWhole() {
    return whole;
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

  /**
   * The Call-ID of the call that an INVITE takes over (RFC 3891 §3), or that a REFER asks the other
   * side to take over (RFC 3515 §2.1); empty when there is none.
   */
  public String replacedCallId() {
    String replaces = first("replaces").orElse("");
    return Texts.bounded(beforeSemicolon(replaces.isEmpty() ? replacesInReferral() : replaces));
  }

  /** Whom a REFER asks to call (RFC 3515 §2.1); empty when it does not say. */
  public String referToUser() {
    return NameAddress.parse(first("refer-to").orElse("")).user();
  }

  /** Who asked for this request (RFC 3892 §3); empty when nobody is said to have. */
  public String referredByUser() {
    return NameAddress.parse(first("referred-by").orElse("")).user();
  }

  /** {@code Refer-To: <sip:carol@example.org?Replaces=id%40host%3Bto-tag%3D1>}. */
  private String replacesInReferral() {
    String uri = first("refer-to").orElse("");
    int at = uri.toLowerCase(Locale.ROOT).indexOf("replaces=");
    if (at <= 0 || "?&".indexOf(uri.charAt(at - 1)) < 0) {
      return "";
    }
    int end = at + "replaces=".length();
    while (end < uri.length() && "&>;\" ".indexOf(uri.charAt(end)) < 0) {
      end++;
    }
    return Texts.unescaped(uri.substring(at + "replaces=".length(), end));
  }

  /**
   * The sender's half of the session's identity, which servers hand on from leg to leg (RFC 7989
   * §4); empty when there is none or it is still nil.
   */
  public String sessionId() {
    String uuid = beforeSemicolon(first("session-id").orElse("")).toLowerCase(Locale.ROOT);
    boolean whole = uuid.length() == UUID_DIGITS;
    for (int i = 0; i < uuid.length() && whole; i++) {
      whole = Character.digit(uuid.charAt(i), 16) >= 0;
    }
    return whole && !uuid.equals(NIL_UUID) ? uuid : "";
  }

  /** How long a registration is asked for, or granted; {@code Contact} says it or Expires does. */
  public OptionalLong expiresSeconds() {
    String contact = contact().parameter("expires");
    String expires = contact.isEmpty() ? first("expires").orElse("") : contact;
    return Texts.number(expires, MAX_CSEQ);
  }

  private static String beforeSemicolon(String value) {
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
  }

  /** The first field of this name; case does not count, and short names are known by their long. */
  public Optional<String> first(String name) {
    List<String> fields = all(name);
    return fields.isEmpty() ? Optional.empty() : Optional.of(fields.getFirst());
  }

  /** Every field of this name in the order sent; commas are left as they are. */
  public List<String> all(String name) {
    return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** Hands on each field: its long name in lower case, and its value. */
  void forEach(BiConsumer<String, String> field) {
    values.forEach((name, fields) -> fields.forEach(value -> field.accept(name, value)));
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
