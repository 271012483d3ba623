package org.mosexporter.capture;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mosexporter.config.Capture;
import org.mosexporter.wire.link.LinkType;

/**
 * The filter of one interface, compiled once: when the interface comes back, nobody waits for a
 * compiler.
 */
final class InterfaceFilter {
  /** What an interface may turn out to be when it is opened. */
  private static final List<LinkType> LINK_TYPES = List.of(LinkType.ETHERNET, LinkType.RAW_IP);

  private final Map<LinkType, FilterProgram> programs = new EnumMap<>(LinkType.class);
  private final Map<LinkType, CaptureException> refusals = new EnumMap<>(LinkType.class);

  /** Makes filters of expressions. */
  interface Compiler {
    FilterProgram compile(Capture capture, LinkType linkType) throws CaptureException;
  }

  InterfaceFilter(Capture capture) {
    this(capture, PacketFilter::of);
  }

  InterfaceFilter(Capture capture, Compiler compiler) {
    for (LinkType linkType : LINK_TYPES) {
      try {
        programs.put(linkType, compiler.compile(capture, linkType));
      } catch (CaptureException refused) {
        refusals.put(linkType, refused); // which matters if the interface is of this type
      } catch (IllegalStateException bug) {
        refusals.put(
            linkType,
            new CaptureException(
                "the filter of %s, '%s', cannot be compiled: %s"
                    .formatted(capture.networkInterface(), capture.filter(), bug.getMessage())));
      }
    }
  }

  /** One that lets everything in. */
  static InterfaceFilter none(Capture capture) {
    return new InterfaceFilter(
        capture, (of, _) -> new FilterAssembler().take(of.snapLength()).program());
  }

  FilterProgram of(LinkType linkType) throws CaptureException {
    FilterProgram program = programs.get(linkType);
    if (program != null) {
      return program;
    }
    CaptureException refused = refusals.get(linkType);
    throw refused != null ? refused : new CaptureException("no filter for " + linkType);
  }
}
