"""A call between two phones, put on an interface frame by frame; a report of each end every 5 s.

usage: talk.py SETTINGS, the settings being JSON:
  interface, seconds
  caller, callee  {address, port of RTP; RTCP is on the next}
  call_id         the call is signalled on the wire as well; else its signalling is elsewhere
  unseen          neither RTP nor RTCP is on the wire
  listens         the callee sends nothing but reports
  extended        the callee's extended reports, in hex: blocks that stand behind its report block
  lost            of 256 packets, that many the callee did not get, by its report blocks
  collector       [address, port] that the callee copies its reports to
"""
import json
import socket
import struct
import sys
import time

CALLER_SSRC, CALLEE_SSRC = 0x0A0A0A0A, 0x0B0B0B0B
EF = 46
PACKET_SECONDS, PACKETS_A_SECOND, REPORT_PACKETS = 0.02, 50, 250
# What reports take on their way beyond the wire, there and back: 20 ms and 40 ms.
BEYOND_CALLEE, BEYOND_CALLER = 0.020, 0.040


def checksum(octets):
    total = sum(struct.unpack("!%dH" % (len(octets) // 2), octets))
    total = (total & 0xFFFF) + (total >> 16)
    return ~(total + (total >> 16)) & 0xFFFF


def frame(source, target, payload):
    length = 20 + 8 + len(payload)
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, EF << 2, length, 0, 0x4000, 64, 17, 0,
                     socket.inet_aton(source[0]), socket.inet_aton(target[0]))
    ip = ip[:10] + struct.pack("!H", checksum(ip)) + ip[12:]
    udp = struct.pack("!HHHH", source[1], target[1], 8 + len(payload), 0)
    return bytes.fromhex("0200000000020200000000010800") + ip + udp + payload


def ntp(at):
    return int((at + 2208988800) * 65536) << 16


def middle(timestamp):
    return timestamp >> 16 & 0xFFFFFFFF


def block(source, sent, lost, last, delay):
    """RFC 3550 6.4.1; jitter 80 units of 8000 Hz."""
    return struct.pack("!IIIIII", source, (lost & 0xFF) << 24 | sent * lost // 256, sent - 1, 80,
                       middle(last), int(delay * 65536))


def report(ssrc, sender, blocks, extended):
    """SR or RR, the name (RFC 3550 6.5), and what is told beyond it (RFC 3611)."""
    kind = 200 if sender else 201
    head = sender + blocks
    count = len(blocks) // 24
    octets = struct.pack("!BBHI", 0x80 | count, kind, 1 + len(head) // 4, ssrc) + head
    octets += struct.pack("!BBHI", 0x81, 202, 4, ssrc) + b"\x01\x08lab@%04x\x00\x00" % (ssrc & 0xFFFF)
    if extended:
        octets += struct.pack("!BBHI", 0x80, 207, 1 + len(extended) // 4, ssrc) + extended
    return octets


def sender_info(at, sent):
    return struct.pack("!QIII", ntp(at), sent * 160, sent, sent * 160)


def sdp(end):
    return ("v=0\r\no=- 1 1 IN IP4 {0}\r\ns=-\r\nc=IN IP4 {0}\r\nt=0 0\r\n"
            "m=audio {1} RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n").format(*end)


class Call:
    def __init__(self, settings):
        self.settings = settings
        self.caller, self.callee = tuple(settings["caller"]), tuple(settings["callee"])
        self.wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
        self.wire.bind((settings["interface"], 0))
        self.copies = None
        if "collector" in settings:
            self.copies = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self.copies.bind((self.callee[0], self.callee[1] + 1))
        self.extended = bytes.fromhex(settings.get("extended", ""))
        self.heard = None  # when the caller's last sender report went, and the callee's reference

    def send(self, source, target, payload):
        self.wire.send(frame(source, target, payload))

    def sip(self, first, method, source, target, body="", to_tag=";tag=b"):
        name = self.settings.get("call_id")
        if name:
            self.send((source[0], 5060), (target[0], 5060), (
                f"{first}\r\nVia: SIP/2.0/UDP {self.caller[0]}:5060;branch=z9hG4bK{method}{name}\r\n"
                f"From: <sip:1010@lab>;tag=a\r\nTo: <sip:1020@lab>{to_tag}\r\nCall-ID: {name}\r\n"
                f"CSeq: {2 if method == 'BYE' else 1} {method}\r\nContent-Type: application/sdp\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}").encode())

    def begin(self):
        to = f"sip:1020@{self.callee[0]} SIP/2.0"
        self.sip("INVITE " + to, "INVITE", self.caller, self.callee, sdp(self.caller), "")
        self.sip("SIP/2.0 200 OK", "INVITE", self.callee, self.caller, sdp(self.callee))
        self.sip("ACK " + to, "ACK", self.caller, self.callee)

    def end(self):
        self.sip(f"BYE sip:1020@{self.callee[0]} SIP/2.0", "BYE", self.caller, self.callee)
        self.sip("SIP/2.0 200 OK", "BYE", self.callee, self.caller)

    def speak(self, number):
        if self.settings.get("unseen"):
            return
        packet = struct.pack("!BBHI", 0x80, 0, number & 0xFFFF, number * 160)
        silence = b"\xff" * 160
        self.send(self.caller, self.callee, packet + struct.pack("!I", CALLER_SSRC) + silence)
        if not self.settings.get("listens"):
            self.send(self.callee, self.caller, packet + struct.pack("!I", CALLEE_SSRC) + silence)

    def rtcp(self, source, target, octets):
        if not self.settings.get("unseen"):
            self.send((source[0], source[1] + 1), (target[0], target[1] + 1), octets)

    def caller_reports(self, sent):
        """It speaks; of a callee that speaks, too, it lost nothing."""
        now = time.time()
        blocks = b"" if self.settings.get("listens") else block(CALLEE_SSRC, sent, 0, 0, 0)
        self.rtcp(self.caller, self.callee, report(CALLER_SSRC, sender_info(now, sent), blocks, b""))
        self.heard = now

    def callee_reports(self, sent):
        now = time.time()
        passed = now - self.heard - BEYOND_CALLEE
        blocks = block(CALLER_SSRC, sent, self.settings.get("lost", 0), ntp(self.heard), passed)
        speaks = not self.settings.get("listens")
        extended = self.extended
        if extended and not speaks:  # RFC 3611 4.4: who sends no SR asks so for the round trip
            extended = struct.pack("!BBHQ", 4, 0, 2, ntp(now)) + extended
        octets = report(CALLEE_SSRC, sender_info(now, sent) if speaks else b"", blocks, extended)
        self.rtcp(self.callee, self.caller, octets)
        if self.copies:
            self.copies.sendto(octets, tuple(self.settings["collector"]))
        self.heard = now

    def caller_answers(self, sent):
        """RFC 3611 4.5: what the callee's reference was, and how long ago."""
        now = time.time()
        passed = now - self.heard - BEYOND_CALLER
        answer = struct.pack("!BBHIII", 5, 0, 3, CALLEE_SSRC, middle(ntp(self.heard)), int(passed * 65536))
        octets = report(CALLER_SSRC, sender_info(now, sent), b"", answer)
        self.rtcp(self.caller, self.callee, octets)

    def talk(self):
        self.begin()
        start = time.time()
        for number in range(int(self.settings["seconds"] * PACKETS_A_SECOND)):
            self.speak(number)
            since = (number + 1) % REPORT_PACKETS
            if number >= REPORT_PACKETS - 1:
                if since == 0:
                    self.caller_reports(number + 1)
                elif since == 4:
                    self.callee_reports(number + 1)
                elif since == 8 and self.settings.get("listens"):
                    self.caller_answers(number + 1)
            time.sleep(max(0, start + (number + 1) * PACKET_SECONDS - time.time()))
        self.end()


Call(json.loads(sys.argv[1])).talk()
