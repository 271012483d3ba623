/* Sends reports over UDP at a steady rate, as a site's phones do together, and says what it really sent.
 *   reports rtcp|sip FROM TO PORT PER_SECOND SECONDS [FIRST]     FIRST numbers the first report, 0 otherwise
 * rtcp: copies of compounds with a sender report, a block and a name, of 500 phones in turn; sip: PUBLISH with a quality report, each of a call of
 * its own. Prints: sent, refused by the kernel, rate, answers that came. */
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { PHONES = 500, TICK_NS = 500000, RTCP_BYTES = 72 };

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec + at.tv_nsec * 1e-9;
}

static void word(unsigned char *at, uint32_t value) {
  value = htonl(value);
  memcpy(at, &value, 4);
}

static int rtcp(unsigned char *to, long number) {
  uint32_t phone = number % PHONES;
  uint32_t report = number / PHONES;
  memset(to, 0, RTCP_BYTES);
  word(to, 0x81C8000C); /* RFC 3550 6.4.1: one block, thirteen words */
  word(to + 4, 0x10000000 + phone);
  word(to + 8, 0xE0000000 + report * 5);
  word(to + 16, report * 40000);
  word(to + 20, report * 250);
  word(to + 24, report * 40000);
  word(to + 28, 0x20000000 + phone);
  word(to + 32, (2 << 24) | (report * 2));
  word(to + 36, report * 250);
  word(to + 40, 80);
  word(to + 52, 0x81CA0004); /* 6.5: a chunk of one name, five words */
  word(to + 56, 0x10000000 + phone);
  memcpy(to + 60, "\x01\x08lab@0001", 10);
  return RTCP_BYTES;
}

static int sip(char *to, size_t size, const char *from, int port, long number) {
  char body[1024];
  int length = snprintf(body, sizeof body,
      "VQSessionReport: CallTerm\r\nCallID: c%ld@%s\r\nLocalID: <sip:1010@lab>\r\nRemoteID: <sip:1020@lab>\r\n"
      "OrigID: <sip:1010@lab>\r\nLocalAddr: IP=%s PORT=4000 SSRC=0x%lx\r\nRemoteAddr: IP=10.99.0.200 PORT=5000 SSRC=0x%lx\r\n"
      "LocalMetrics:\r\nSessionDesc:PT=0 PD=PCMU SR=8000 FD=20 FPP=1 PPS=50 PLC=3 SSUP=off\r\n"
      "JitterBuffer:JBA=3 JBR=2 JBN=40 JBM=80 JBX=120\r\nPacketLoss:NLR=1.5 JDR=0.5\r\n"
      "BurstGapLoss:BLD=10.0 BD=200 GLD=0.5 GD=5000 GMIN=16\r\nDelay:RTD=90 ESD=60 IAJ=4 MAJ=6\r\n"
      "Signal:SL=-18 NL=-60 RERL=55\r\nQualityEst:RLQ=88 RCQ=85 MOSLQ=4.1 MOSCQ=4.0 QoEEstAlg=P.564\r\n",
      number, from, from, 0x10000000 + number, 0x20000000 + number);
  return snprintf(to, size,
      "PUBLISH sip:mos@lab SIP/2.0\r\nVia: SIP/2.0/UDP %s:%d;branch=z9hG4bK%ld;rport\r\nMax-Forwards: 70\r\n"
      "From: <sip:1010@lab>;tag=%ld\r\nTo: <sip:mos@lab>\r\nCall-ID: p%ld@%s\r\nCSeq: 1 PUBLISH\r\nUser-Agent: Phone 1.0\r\n"
      "Event: vq-rtcpxr\r\nContent-Type: application/vq-rtcpxr\r\nContent-Length: %d\r\n\r\n%s",
      from, port, number, number, number, from, length, body);
}

int main(int argc, char **argv) {
  if (argc != 7 && argc != 8) return 2;
  int is_sip = !strcmp(argv[1], "sip");
  long rate = atol(argv[5]), total = rate * atol(argv[6]), first = argc == 8 ? atol(argv[7]) : 0, sent = 0, refused = 0, answers = 0;
  struct sockaddr_in from = {.sin_family = AF_INET}, to = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[4]))};
  inet_pton(AF_INET, argv[2], &from.sin_addr);
  inet_pton(AF_INET, argv[3], &to.sin_addr);
  int sock = socket(AF_INET, SOCK_DGRAM, 0), large = 8 << 20;
  setsockopt(sock, SOL_SOCKET, SO_SNDBUF, &large, sizeof large);
  setsockopt(sock, SOL_SOCKET, SO_RCVBUF, &large, sizeof large);
  socklen_t size = sizeof from;
  if (bind(sock, (struct sockaddr *)&from, size) || connect(sock, (struct sockaddr *)&to, sizeof to)) return 1;
  getsockname(sock, (struct sockaddr *)&from, &size);
  char message[3000], answer[3000];
  double start = now();
  while (sent + refused < total) {
    long due = (now() - start) * rate;
    while (sent + refused < due && sent + refused < total) {
      long number = first + sent + refused;
      int length = is_sip ? sip(message, sizeof message, argv[2], ntohs(from.sin_port), number) : rtcp((unsigned char *)message, number);
      if (send(sock, message, length, 0) == length) sent++; else refused++;
    }
    while (recv(sock, answer, sizeof answer, MSG_DONTWAIT) > 0) answers += !strncmp(answer, "SIP/2.0 200", 11);
    struct timespec tick = {0, TICK_NS};
    nanosleep(&tick, NULL);
  }
  double took = now() - start;
  for (int i = 0; i < 1000 && answers < sent && is_sip; i++) {
    while (recv(sock, answer, sizeof answer, MSG_DONTWAIT) > 0) answers += !strncmp(answer, "SIP/2.0 200", 11);
    struct timespec tick = {0, 2000000};
    nanosleep(&tick, NULL);
  }
  printf("%ld %ld %.0f %ld\n", sent, refused, sent / took, answers);
  return 0;
}
