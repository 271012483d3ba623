package org.mosexporter.capture;

import org.mosexporter.capture.FilterAssembler.Label;
import org.mosexporter.config.Capture;
import org.mosexporter.wire.link.LinkType;

/**
 * Which packets the decoder can use at all: UDP on any port, for RTP has any; TCP on the ports of
 * signalling, for the rest of it is the bulk of an office's traffic; fragments; and whole tunnels.
 * It looks through VLAN tags (802.1Q), PPPoE (RFC 2516) and MPLS (RFC 3032), for behind them lies
 * everything.
 *
 * <p>Linux shows the program frames without their outermost VLAN tag.
 */
final class BuiltInFilter {
  private static final int ETHERTYPE = 12;
  private static final int ETHERNET_BYTES = 14;

  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86DD;
  private static final int MPLS = 0x8847;
  private static final int MPLS_MULTICAST = 0x8848;
  private static final int PPPOE_SESSION = 0x8864;
  private static final int[] VLAN_TAGS = {0x8100, 0x88A8, 0x9100};
  private static final int DEEPEST_TAG = 4;
  private static final int DEEPEST_MPLS_LABEL = 4;
  private static final int TAG_BYTES = 4;

  private static final int PPPOE_BYTES = 8;
  private static final int PPP_PROTOCOL = 6;
  private static final int PPP_IPV4 = 0x0021;
  private static final int PPP_IPV6 = 0x0057;
  private static final int BOTTOM_OF_STACK = 0x100;

  private static final int IPV4_FRAGMENT_OFFSET = 6;
  private static final int IPV4_PROTOCOL = 9;
  private static final int IPV6_NEXT_HEADER = 6;
  private static final int IPV6_BYTES = 40;
  private static final int DESTINATION_PORT = 2;
  private static final int TCP = 6;
  private static final int UDP = 17;

  /** IP in IP (RFC 2003), IPv6 in IP (RFC 4213), GRE (RFC 2784). */
  private static final int[] IPV4_WHOLE = {4, 41, 47};

  /** The same, fragments, and the options that may stand before any of it (RFC 8200 §4). */
  private static final int[] IPV6_WHOLE = {4, 41, 47, 44, 0, 43, 60};

  private final Capture capture;

  /** Where the IP header is, when X is 0. */
  private final int ip;

  private final FilterAssembler out = new FilterAssembler();
  private final Label ipv4 = new Label();
  private final Label ipv6 = new Label();

  private BuiltInFilter(Capture capture, int ip) {
    this.capture = capture;
    this.ip = ip;
  }

  /** For frames of an interface. */
  static FilterProgram program(Capture capture, LinkType linkType) {
    if (linkType == LinkType.ETHERNET) {
      return new BuiltInFilter(capture, ETHERNET_BYTES).ethernet();
    }
    return new BuiltInFilter(capture, 0).raw();
  }

  private FilterProgram raw() {
    versions();
    out.take(0);
    return internet();
  }

  private FilterProgram ethernet() {
    Label pppoe = new Label();
    Label mpls = new Label();
    for (int depth = 0; depth <= DEEPEST_TAG; depth++) {
      Label tag = new Label();
      out.uint16(ETHERTYPE).ifEqual(IPV4, ipv4).ifEqual(IPV6, ipv6).ifEqual(PPPOE_SESSION, pppoe);
      out.ifEqual(MPLS, mpls).ifEqual(MPLS_MULTICAST, mpls);
      for (int type : VLAN_TAGS) {
        out.ifEqual(type, tag);
      }
      out.take(0).at(tag).advance(TAG_BYTES);
    }
    out.take(capture.snapLength()); // the decoder shall say that it is too deep
    pppoe(pppoe);
    mpls(mpls);
    return internet();
  }

  private void pppoe(Label here) {
    out.at(here).uint16(ip + PPP_PROTOCOL);
    Label version4 = new Label();
    Label version6 = new Label();
    out.ifEqual(PPP_IPV4, version4).ifEqual(PPP_IPV6, version6).take(0);
    out.at(version4).at(version6).advance(PPPOE_BYTES);
    versions();
    out.take(0);
  }

  private void mpls(Label here) {
    Label bottom = new Label();
    out.at(here);
    for (int depth = 0; depth < DEEPEST_MPLS_LABEL; depth++) {
      out.uint32(ip).ifAnyBit(BOTTOM_OF_STACK, bottom).advance(TAG_BYTES);
    }
    out.take(capture.snapLength());
    out.at(bottom).advance(TAG_BYTES);
    versions();
    out.take(capture.snapLength()); // an Ethernet frame under MPLS (RFC 4448)
  }

  private void versions() {
    out.octet(ip).and(0xF0).ifEqual(0x40, ipv4).ifEqual(0x60, ipv6);
  }

  private FilterProgram internet() {
    Label wanted = new Label();
    Label ports = new Label();
    ipv6(wanted, ports);
    ipv4(wanted, ports);
    return out.at(wanted).take(capture.snapLength()).program();
  }

  private void ipv6(Label wanted, Label ports) {
    Label tcp = new Label();
    out.at(ipv6).octet(ip + IPV6_NEXT_HEADER).ifEqual(UDP, wanted).ifEqual(TCP, tcp);
    for (int header : IPV6_WHOLE) {
      out.ifEqual(header, wanted);
    }
    out.take(0);
    out.at(tcp).advance(IPV6_BYTES).jump(ports);
  }

  private void ipv4(Label wanted, Label ports) {
    Label tcp = new Label();
    out.at(ipv4).octet(ip + IPV4_PROTOCOL).ifEqual(UDP, wanted).ifEqual(TCP, tcp);
    for (int protocol : IPV4_WHOLE) {
      out.ifEqual(protocol, wanted);
    }
    out.take(0);
    // Which ports a later fragment has nobody can say.
    out.at(tcp).uint16(ip + IPV4_FRAGMENT_OFFSET).ifAnyBit(0x1FFF, wanted);
    out.octet(ip).and(0x0F).shiftLeft(2).advanceByA();
    out.at(ports);
    for (int port = 0; port <= DESTINATION_PORT; port += DESTINATION_PORT) {
      out.uint16(ip + port).ifWithin(Capture.FIRST_SIP_PORT, Capture.LAST_SIP_PORT, wanted);
      capture.ports().forEach(each -> out.ifEqual(each, wanted));
    }
    out.take(0);
  }
}
