package org.mosexporter.call;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The registered methods and status codes of SIP: closed sets, fit for labels. */
final class SipMethods {
  static final String OTHER = "other";

  /** The first status; smaller numbers are methods. */
  private static final int FIRST_STATUS = 100;

  private static final List<String> REGISTERED =
      List.of(
          OTHER,
          "INVITE",
          "ACK",
          "BYE",
          "CANCEL",
          "OPTIONS",
          "REGISTER",
          "PRACK",
          "SUBSCRIBE",
          "NOTIFY",
          "PUBLISH",
          "INFO",
          "REFER",
          "MESSAGE",
          "UPDATE");

  private static final Map<Integer, String> PHRASES = phrases();

  /** IANA registry "Response Codes" of SIP (RFC 3261 §27.4). */
  private static Map<Integer, String> phrases() {
    Map<Integer, String> phrases = new HashMap<>();
    """
    100 Trying
    180 Ringing
    181 Call Is Being Forwarded
    182 Queued
    183 Session Progress
    199 Early Dialog Terminated
    200 OK
    202 Accepted
    204 No Notification
    300 Multiple Choices
    301 Moved Permanently
    302 Moved Temporarily
    305 Use Proxy
    380 Alternative Service
    400 Bad Request
    401 Unauthorized
    402 Payment Required
    403 Forbidden
    404 Not Found
    405 Method Not Allowed
    406 Not Acceptable
    407 Proxy Authentication Required
    408 Request Timeout
    410 Gone
    412 Conditional Request Failed
    413 Request Entity Too Large
    414 Request-URI Too Long
    415 Unsupported Media Type
    416 Unsupported URI Scheme
    417 Unknown Resource-Priority
    420 Bad Extension
    421 Extension Required
    422 Session Interval Too Small
    423 Interval Too Brief
    424 Bad Location Information
    425 Bad Alert Message
    428 Use Identity Header
    429 Provide Referrer Identity
    430 Flow Failed
    433 Anonymity Disallowed
    436 Bad Identity Info
    437 Unsupported Credential
    438 Invalid Identity Header
    439 First Hop Lacks Outbound Support
    440 Max-Breadth Exceeded
    469 Bad Info Package
    470 Consent Needed
    480 Temporarily Unavailable
    481 Call/Transaction Does Not Exist
    482 Loop Detected
    483 Too Many Hops
    484 Address Incomplete
    485 Ambiguous
    486 Busy Here
    487 Request Terminated
    488 Not Acceptable Here
    489 Bad Event
    491 Request Pending
    493 Undecipherable
    494 Security Agreement Required
    500 Server Internal Error
    501 Not Implemented
    502 Bad Gateway
    503 Service Unavailable
    504 Server Time-out
    505 Version Not Supported
    513 Message Too Large
    555 Push Notification Service Not Supported
    580 Precondition Failure
    600 Busy Everywhere
    603 Decline
    604 Does Not Exist Anywhere
    606 Not Acceptable
    607 Unwanted
    608 Rejected
    """
        .lines()
        .forEach(line -> phrases.put(Integer.parseInt(line.substring(0, 3)), line));
    return Map.copyOf(phrases);
  }

  static String label(String method) {
    return REGISTERED.get(number(method));
  }

  /** A small number for a method, below 16; one for all that nobody registered. */
  static int number(String method) {
    return Math.max(0, REGISTERED.indexOf(method.toUpperCase(Locale.ROOT)));
  }

  /** An unknown code means what x00 of its class means (RFC 3261 §8.1.3.2). */
  static int code(int status) {
    return PHRASES.containsKey(status) ? status : status / 100 * 100;
  }

  /** {@code INVITE} of its number, {@code 180 Ringing} of a status. */
  static String text(int numberOrStatus) {
    return numberOrStatus < FIRST_STATUS
        ? REGISTERED.get(numberOrStatus)
        : PHRASES.getOrDefault(numberOrStatus, Integer.toString(numberOrStatus));
  }

  /** What {@link #text} was made of. */
  static int parse(String text) {
    boolean isStatus =
        text.length() >= 3 && text.substring(0, 3).chars().allMatch(Character::isDigit);
    return isStatus ? Integer.parseInt(text.substring(0, 3)) : number(text);
  }

  private SipMethods() {}
}
