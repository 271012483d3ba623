package org.mosexporter.capture;

import java.util.Optional;
import org.mosexporter.config.Capture;
import org.mosexporter.wire.link.LinkType;

/**
 * Which packets the kernel puts into a ring: those of the built-in choice, or those that the user's
 * expression names, which takes its place.
 */
public final class PacketFilter {
  private static final int DLT_RAW = 12;

  /** Of longer ones libpcap's compiler takes a lot of stack and time. */
  private static final int LONGEST_EXPRESSION = 4096;

  /**
   * Checks an expression before anything is opened.
   *
   * @return the expression
   * @throws IllegalArgumentException with what is wrong with it, or that it cannot be read here
   */
  public static String checked(String expression) {
    if (!expression.isBlank()) {
      compiled(NativePcap.load(), expression, LinkType.ETHERNET, Capture.WHOLE_PACKETS);
    }
    return expression.strip();
  }

  static FilterProgram of(Capture capture, LinkType linkType) throws CaptureException {
    if (capture.filter().isBlank()) {
      return BuiltInFilter.program(capture, linkType);
    }
    try {
      return compiled(NativePcap.load(), capture.filter(), linkType, capture.snapLength());
    } catch (IllegalArgumentException wrong) {
      throw new CaptureException(
          "the filter of %s, '%s': %s"
              .formatted(capture.networkInterface(), capture.filter(), wrong.getMessage()));
    }
  }

  static FilterProgram compiled(
      Optional<NativePcap> library, String expression, LinkType linkType, int snapLength) {
    if (library.isEmpty()) {
      throw new IllegalArgumentException(
          "a filter needs libpcap, which is not installed: install libpcap0.8 (Debian, Ubuntu) or"
              + " libpcap (others), or leave the filter out");
    }
    if (expression.length() > LONGEST_EXPRESSION || expression.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a filter is a text of at most " + LONGEST_EXPRESSION + " characters");
    }
    return compile(library.get(), expression, linkType, snapLength);
  }

  private static FilterProgram compile(
      NativePcap library, String expression, LinkType linkType, int snapLength) {
    try {
      return library.compile(expression, dataLinkType(linkType), snapLength);
    } catch (CompilerThread.Busy busy) {
      throw busy;
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "libpcap does not take it: "
              + wrong.getMessage()
              + "; write it as for tcpdump, such as 'udp and not port 53' (man pcap-filter)",
          wrong);
    }
  }

  /** DLT_ number, which for raw IP is none of those in capture files. */
  private static int dataLinkType(LinkType linkType) {
    return linkType == LinkType.RAW_IP ? DLT_RAW : linkType.number();
  }

  private PacketFilter() {}
}
