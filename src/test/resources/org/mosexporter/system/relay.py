#!/usr/bin/env python3
"""Forwards Ethernet frames between two interfaces, and delays and drops some of them.

usage: relay.py SETTINGS LOG

SETTINGS is a JSON object: {"seed": 1, "ways": [WAY, WAY]}; the first way leads from its interface
"in" to "out", the second back. A WAY has "delay_ms" and "jitter_ms" (mean and standard deviation of
a normal distribution; no packet overtakes another), "loss" (share of the RTP packets that is
dropped) and "burst" (mean length of a run of drops). Everything is delayed, only RTP is dropped.
It may have "hosts", beginnings of IPv4 addresses: then only what is from or for these is spoilt; and
"dscp", a code point that it writes into RTP.

LOG gets one JSON object per line: for each RTP packet what became of it, for each RTCP report what
a round trip can be computed from. Times are seconds since 1970: "in" is the kernel's time stamp of
the arrival, "out" the moment in which the frame was handed to the kernel again.
"""
import heapq
import json
import random
import select
import signal
import socket
import struct
import sys
import time

SO_TIMESTAMPNS = 35
ETH_P_ALL = 3
PACKET_IGNORE_OUTGOING = 23
SOL_PACKET = 263
SIP_PORT = 5060
TIMESPEC = struct.Struct("ll")


class Way:
    """One direction: its sockets, its chances and the state of its burst."""

    def __init__(self, name, settings, chance):
        self.name = name
        self.settings = settings
        self.chance = chance
        self.source = open_socket(settings["in"])
        self.dropping = False
        self.last_due = 0.0

    def drops(self):
        """A Gilbert chain whose stationary share of losses and mean run are those set."""
        loss, burst = self.settings["loss"], self.settings["burst"]
        if loss <= 0:
            return False
        leave = 1 / burst
        enter = loss * leave / (1 - loss)
        self.dropping = self.chance.random() < (1 - leave if self.dropping else enter)
        return self.dropping

    def spoils(self, frame):
        hosts = self.settings.get("hosts")
        if hosts is None:
            return True
        if len(frame) < 34 or frame[12:14] != b"\x08\x00":
            return False
        ends = (socket.inet_ntoa(frame[26:30]), socket.inet_ntoa(frame[30:34]))
        return any(end.startswith(host) for host in hosts for end in ends)

    def marked(self, frame):
        dscp = self.settings.get("dscp")
        return frame if dscp is None else marked(frame, dscp)

    def due(self, arrival):
        delay = self.chance.gauss(self.settings["delay_ms"], self.settings["jitter_ms"]) / 1000
        self.last_due = max(self.last_due, arrival + max(0, delay))
        return self.last_due


def open_socket(interface):
    opened = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    opened.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
    opened.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    opened.bind((interface, 0))
    opened.setblocking(False)
    return opened


def receive(opened):
    frame, extra, _, _ = opened.recvmsg(65536, 64)
    arrival = time.time()
    for level, kind, data in extra:
        if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
            seconds, nanoseconds = TIMESPEC.unpack(data[: TIMESPEC.size])
            arrival = seconds + nanoseconds / 1e9
    return frame, arrival


def marked(frame, dscp):
    """The frame, IPv4, with another code point and the header checksum that goes with it."""
    size = 4 * (frame[14] & 15)
    header = bytearray(frame[14 : 14 + size])
    header[1] = dscp << 2 | header[1] & 3
    header[10:12] = b"\0\0"
    total = sum(struct.unpack("!%dH" % (size // 2), header))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    struct.pack_into("!H", header, 10, total ^ 0xFFFF)
    return frame[:14] + bytes(header) + frame[14 + size :]


def media(frame):
    """What the log says of the frame: a dict for RTP and RTCP over IPv4, else None."""
    if len(frame) < 42 or frame[12:14] != b"\x08\x00" or frame[23] != socket.IPPROTO_UDP:
        return None
    at = 14 + 4 * (frame[14] & 15)
    source, destination = struct.unpack_from("!HH", frame, at)
    payload = frame[at + 8 :]
    if SIP_PORT in (source, destination) or len(payload) < 8 or payload[0] >> 6 != 2:
        return None
    if 192 <= payload[1] <= 223:
        return report(payload)
    if len(payload) < 12:
        return None
    seq, timestamp, ssrc = struct.unpack_from("!HII", payload, 2)
    return {"kind": "rtp", "ssrc": ssrc, "seq": seq, "timestamp": timestamp}


def report(payload):
    """Sender report or receiver report, with its first report block."""
    found = {"kind": "rtcp", "type": payload[1], "ssrc": struct.unpack_from("!I", payload, 4)[0]}
    block = {200: 28, 201: 8}.get(payload[1])
    if payload[1] == 200 and len(payload) >= 28:
        found["sent"] = struct.unpack_from("!I", payload, 10)[0]
    if block and payload[0] & 31 and len(payload) >= block + 24:
        about, _, highest, _, last, since = struct.unpack_from("!IIIIII", payload, block)
        found.update(about=about, highest=highest, last=last, since=since)
    return found


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        settings = json.load(file)
    log = open(sys.argv[2], "w", encoding="utf-8", buffering=1)
    ways = [
        Way(number, way, random.Random(settings["seed"] * 2 + number))
        for number, way in enumerate(settings["ways"])
    ]
    running = [True]
    signal.signal(signal.SIGTERM, lambda *_: running.clear())
    poll = select.poll()
    for way in ways:
        poll.register(way.source, select.POLLIN)
    waiting = []
    count = 0
    print("relaying", flush=True)
    while running:
        wait = 1.0 if not waiting else max(0.0, waiting[0][0] - time.time())
        # Whole milliseconds are all that poll can wait; the rest is slept exactly.
        if not poll.poll(int(wait * 1000)) and waiting:
            time.sleep(max(0.0, min(0.001, waiting[0][0] - time.time())))
        for way in ways:
            while True:
                try:
                    frame, arrival = receive(way.source)
                except BlockingIOError:
                    break
                said = media(frame)
                if said is not None:
                    said.update({"way": way.name, "in": arrival})
                spoilt = way.spoils(frame)
                if spoilt and said is not None and said["kind"] == "rtp":
                    if way.drops():
                        log.write(json.dumps(said) + "\n")
                        continue
                    frame = way.marked(frame)
                count += 1
                due = way.due(arrival) if spoilt else arrival
                heapq.heappush(waiting, (due, count, way.name, frame, said))
        while waiting and waiting[0][0] <= time.time():
            _, _, name, frame, said = heapq.heappop(waiting)
            ways[1 - name].source.send(frame)
            if said is not None:
                said["out"] = time.time()
                log.write(json.dumps(said) + "\n")


main()
