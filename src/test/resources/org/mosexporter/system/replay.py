"""Sends the frames of a capture file on an interface, as far apart as they were.

usage: replay.py INTERFACE FILE
"""
import socket
import struct
import sys
import time

HEADER_BYTES, RECORD_BYTES = 24, 16
UNITS = {0xA1B2C3D4: 1e6, 0xA1B23C4D: 1e9}  # micro- and nanoseconds


def frames(file):
    header = file.read(HEADER_BYTES)
    order = "<" if struct.unpack("<I", header[:4])[0] in UNITS else ">"
    unit = UNITS.get(struct.unpack(order + "I", header[:4])[0])
    if not unit:
        sys.exit("no capture file")
    while record := file.read(RECORD_BYTES):
        seconds, fraction, captured, _ = struct.unpack(order + "IIII", record)
        yield seconds + fraction / unit, file.read(captured)


def main():
    interface, path = sys.argv[1:]
    wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    wire.bind((interface, 0))
    with open(path, "rb") as file:
        begin = None
        for at, frame in frames(file):
            begin = begin or time.time() - at
            time.sleep(max(0, begin + at - time.time()))
            wire.send(frame)
    print("replayed")


main()
