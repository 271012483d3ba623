"""A call through rtpengine: offer and answer over its control protocol, then speech and reports of both ends.

usage: engine.py CONTROL_PORT CALL_ID OWN_A PORT_A OWN_B PORT_B SECONDS
"""
import re
import socket
import struct
import sys
import time

CALLER_SSRC, CALLEE_SSRC = 0x0A0A0A0A, 0x0B0B0B0B
LOST = 5  # of each hundred, as both ends say


def bencode(value):
    if isinstance(value, dict):
        return "d" + "".join(bencode(k) + bencode(v) for k, v in sorted(value.items())) + "e"
    if isinstance(value, list):
        return "l" + "".join(map(bencode, value)) + "e"
    return f"{len(value.encode())}:{value}"


def sdp(address, port):
    return (f"v=0\r\no=- 1 1 IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n"
            f"m=audio {port} RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=ptime:20\r\n")


def control(sock, port, cookie, request):
    sock.sendto(f"{cookie} {bencode(request)}".encode(), ("127.0.0.1", port))
    reply = sock.recv(65536).decode()
    where = re.search(r"c=IN IP4 (\S+)[\s\S]*m=audio (\d+)", reply)
    if not where:
        sys.exit("rtpengine: " + reply)
    return where.group(1), int(where.group(2))


def bound(address, port):
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind((address, port))
    return sock


def speech(ssrc, number):
    return struct.pack("!BBHII", 0x80, 0, number & 0xFFFF, number * 160, ssrc) + bytes(160)


def ntp(now):
    return int(now) + 2208988800, int(now % 1 * 2**32)


def report(own, other, sent, now):
    expected = max(sent, 1)
    lost = expected * LOST // 100
    seconds, fraction = ntp(now)
    sender = struct.pack("!BBHIIIIII", 0x81, 200, 12, own, seconds, fraction, sent * 160, sent, sent * 160)
    block = struct.pack("!IIIIII", other, LOST * 256 // 100 << 24 | lost, expected, 16, 0, 0)
    name = b"\x01\x04lab1\x00\x00"
    return sender + block + struct.pack("!BBHI", 0x81, 202, 1 + len(name) // 4, own) + name


def main():
    port, call_id, own_a, port_a, own_b, port_b, seconds = sys.argv[1:]
    ng = bound("127.0.0.1", 0)
    ng.settimeout(5)
    request = {"call-id": call_id, "from-tag": "a", "ICE": "remove"}
    near_b = control(ng, int(port), "1", {**request, "command": "offer", "sdp": sdp(own_a, port_a)})
    near_a = control(ng, int(port), "2",
                     {**request, "command": "answer", "to-tag": "b", "sdp": sdp(own_b, port_b)})
    ends = []
    for address, rtp_port, near, ssrc, other in (
            (own_a, int(port_a), near_a, CALLER_SSRC, CALLEE_SSRC),
            (own_b, int(port_b), near_b, CALLEE_SSRC, CALLER_SSRC)):
        ends.append((bound(address, rtp_port), bound(address, rtp_port + 1), near, ssrc, other))
    start = time.time()
    for number in range(int(seconds) * 50):
        for rtp, rtcp, near, ssrc, other in ends:
            rtp.sendto(speech(ssrc, number), near)
            if number % 50 == 49:
                rtcp.sendto(report(ssrc, other, number + 1, time.time()), (near[0], near[1] + 1))
        time.sleep(max(0, start + (number + 1) * 0.02 - time.time()))


main()
