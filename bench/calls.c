/* Sends calls on an interface: their SIP, RTP both ways, and RTCP. cc -O2 -o calls calls.c
 *   calls INTERFACE CALLS SECONDS
 * Phones 10.1.x.y, at most 2,000 of them, call through a provider at 203.0.113.5. Each call: INVITE, 180, 200, ACK, at 500 calls
 * a second; then G.729 in packets of 120 ms both ways (16.7 packets a second for a call), and an RTCP report of each side each 5 s.
 * Prints packets sent, refused by the interface, and the rate reached. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { PHONES = 2000, CALLS_PER_SECOND = 500, HEADERS = 42, FRAME = 1514 };
enum { PACKET_MS = 120, SPEECH_BYTES = 120, RTP_BYTES = 12 + SPEECH_BYTES, TICKS = 960, REPORT_ROUNDS = 42 };
static const unsigned PROVIDER = 0xCB007105;

static int fd;
static unsigned long sent, refused;
static unsigned char frame[FRAME];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void put16(unsigned char *at, unsigned value) {
  at[0] = value >> 8;
  at[1] = value;
}

static void put32(unsigned char *at, unsigned value) {
  put16(at, value >> 16);
  put16(at + 2, value & 0xffff);
}

static unsigned phone(unsigned call) {
  unsigned number = call % PHONES;
  return 0x0a010000 + (number / 250 << 8) + number % 250 + 1;
}

static unsigned phone_port(unsigned call) { return 20000 + call / PHONES * 2; }
static unsigned provider_port(unsigned call) { return 10000 + call * 2; }

/* Sends the datagram whose payload stands in the frame. */
static void udp(unsigned from, unsigned port, unsigned to, unsigned to_port, unsigned length) {
  static unsigned identification;
  memcpy(frame, "\2\0\0\0\0\2\2\0\0\0\0\1\x08\0\x45\xb8", 16);
  put16(frame + 16, 28 + length);
  put32(frame + 18, ++identification << 16);
  frame[22] = 64;
  frame[23] = 17;
  put16(frame + 24, 0);
  put32(frame + 26, from);
  put32(frame + 30, to);
  put16(frame + 34, port);
  put16(frame + 36, to_port);
  put16(frame + 38, 8 + length);
  put16(frame + 40, 0);
  if (send(fd, frame, HEADERS + length, 0) < 0) refused++;
  else sent++;
}

static void sip(unsigned call, int back, const char *start, const char *method, const char *tag, int sdp) {
  unsigned own = back ? PROVIDER : phone(call), port = back ? provider_port(call) : phone_port(call);
  struct in_addr address = {htonl(own)};
  char body[400] = "", text[16];
  snprintf(text, sizeof text, "%s", inet_ntoa(address));
  if (sdp)
    snprintf(body, sizeof body,
             "v=0\r\no=- %u 1 IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\nm=audio %u RTP/AVP 18 101\r\n"
             "a=rtpmap:18 G729/8000\r\na=rtpmap:101 telephone-event/8000\r\na=ptime:120\r\n", call, text, text, port);
  int length = snprintf((char *)frame + HEADERS, FRAME - HEADERS,
             "%s\r\nVia: SIP/2.0/UDP 10.1.0.1:5060;branch=z9hG4bK-%u-%s\r\nFrom: <sip:1%05u@office.example.com>;tag=%u\r\n"
             "To: <sip:+4930%05u@provider.example.com>%s\r\nCall-ID: %08x-4a1c-11f0@office.example.com\r\nCSeq: 1 %s\r\n"
             "Max-Forwards: 70\r\n%sContent-Length: %zu\r\n\r\n%s",
             start, call, method, call % PHONES, call, call, tag, call * 2654435761u, strcmp(method, "ACK") ? "INVITE" : "ACK",
             sdp ? "Content-Type: application/sdp\r\n" : "", strlen(body), body);
  udp(own, 5060, back ? phone(call) : PROVIDER, 5060, length);
}

static void set_up(unsigned call) {
  sip(call, 0, "INVITE sip:+49301@provider.example.com SIP/2.0", "INVITE", "", 1);
  sip(call, 1, "SIP/2.0 180 Ringing", "INVITE", ";tag=p", 0);
  sip(call, 1, "SIP/2.0 200 OK", "INVITE", ";tag=p", 1);
  sip(call, 0, "ACK sip:+49301@provider.example.com SIP/2.0", "ACK", ";tag=p", 0);
}

static void rtp(unsigned call, int back, unsigned round) {
  unsigned char *p = frame + HEADERS;
  memset(p, 0x55, RTP_BYTES);
  p[0] = 0x80;
  p[1] = round ? 18 : 0x80 + 18;
  put16(p + 2, round);
  put32(p + 4, round * TICKS);
  put32(p + 8, 0x10000000 + 2 * call + back);
  if (back) udp(PROVIDER, provider_port(call), phone(call), phone_port(call), RTP_BYTES);
  else udp(phone(call), phone_port(call), PROVIDER, provider_port(call), RTP_BYTES);
}

/* Sender report, a block about the other direction, and who it is (RFC 3550, 6.4.1 and 6.5). */
static void rtcp(unsigned call, int back, unsigned round) {
  unsigned char *p = frame + HEADERS;
  unsigned ssrc = 0x10000000 + 2 * call + back, length = 52 + 16;
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  memset(p, 0, length);
  put32(p, 0x81c8000c);
  put32(p + 4, ssrc);
  put32(p + 8, t.tv_sec + 2208988800u);
  put32(p + 12, (unsigned)(t.tv_nsec * 4.294967296));
  put32(p + 16, round * TICKS);
  put32(p + 20, round);
  put32(p + 24, round * SPEECH_BYTES);
  put32(p + 28, ssrc ^ 1);
  put32(p + 36, round - 1);
  put32(p + 40, 20);
  put32(p + 52, 0x81ca0003);
  put32(p + 56, ssrc);
  memcpy(p + 60, "\1\4user", 6);
  if (back) udp(PROVIDER, provider_port(call) + 1, phone(call), phone_port(call) + 1, length);
  else udp(phone(call), phone_port(call) + 1, PROVIDER, provider_port(call) + 1, length);
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: calls INTERFACE CALLS SECONDS\n");
    return 2;
  }
  unsigned calls = atoi(argv[2]);
  double seconds = atof(argv[3]);
  int bypass = 1;
  fd = socket(AF_PACKET, SOCK_RAW, 0);
  struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_ifindex = if_nametoindex(argv[1])};
  if (fd < 0 || bind(fd, (struct sockaddr *)&to, sizeof to) < 0) {
    perror("calls");
    return 1;
  }
  setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &bypass, sizeof bypass);
  double start = now();
  unsigned *begun = calloc(calls + 1, sizeof *begun); /* the round in which a call was set up */
  unsigned up = 0;
  for (unsigned round = 1; now() - start < seconds; round++) {
    double due = start + round * PACKET_MS / 1e3;
    unsigned batch = up, target = (unsigned)(round * PACKET_MS / 1e3 * CALLS_PER_SECOND);
    for (; up < calls && up < target; up++) {
      set_up(up);
      begun[up] = round;
    }
    for (unsigned call = 0; call < batch; call++) {
      unsigned own = round - begun[call];
      rtp(call, 0, own);
      rtp(call, 1, own);
      if ((own + call) % REPORT_ROUNDS == 0 && own > 1) {
        rtcp(call, 0, own);
        rtcp(call, 1, own);
      }
      if (call % 32 == 0) /* spread over the round */
        while (now() < due - PACKET_MS / 1e3 * (1 - (double)call / batch)) {
        }
    }
    while (now() < due) {
    }
  }
  printf("%lu %lu %.0f\n", sent, refused, sent / (now() - start));
  return 0;
}
