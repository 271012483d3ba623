/* Sends RTP of many calls on an interface at a fixed rate. cc -O2 -o send send.c
 *   send INTERFACE PACKETS_PER_SECOND SECONDS
 * G.711 with 20 ms per packet: one stream for every 50 packets a second. Frames of 214 octets; prints what it really sent. */
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

enum { FRAME = 214, BATCH = 64, PER_SECOND = 50 };

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

/* One packet of stream s: sequence number and timestamp go on with each round over all streams. */
static void fill(unsigned char *f, unsigned s, unsigned round) {
  memset(f, 0xd5, FRAME);
  memcpy(f, "\2\0\0\0\0\2\2\0\0\0\0\1\x08\0\x45\xb8", 16);
  put16(f + 16, FRAME - 14);
  put32(f + 18, 0);
  f[22] = 64;
  f[23] = 17;
  put16(f + 24, 0);
  unsigned call = s / 2, back = s & 1;
  put32(f + 26, back ? 0x0a020000 + call : 0x0a010000 + call);
  put32(f + 30, back ? 0x0a010000 + call : 0x0a020000 + call);
  put16(f + 34, 20000);
  put16(f + 36, 20000);
  put16(f + 38, FRAME - 34);
  put16(f + 40, 0);
  f[42] = 0x80;
  f[43] = 0;
  put16(f + 44, round);
  put32(f + 46, round * 160);
  put32(f + 50, 0x10000000 + s);
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: send INTERFACE PACKETS_PER_SECOND SECONDS\n");
    return 2;
  }
  double rate = atof(argv[2]), seconds = atof(argv[3]);
  unsigned streams = rate / PER_SECOND;
  int fd = socket(AF_PACKET, SOCK_RAW, 0), bypass = 1;
  struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_ifindex = if_nametoindex(argv[1])};
  if (fd < 0 || streams == 0 || bind(fd, (struct sockaddr *)&to, sizeof to) < 0) {
    perror("send");
    return 1;
  }
  setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &bypass, sizeof bypass);
  static unsigned char frames[BATCH][FRAME];
  struct iovec parts[BATCH];
  struct mmsghdr messages[BATCH];
  memset(messages, 0, sizeof messages);
  for (int i = 0; i < BATCH; i++) {
    parts[i] = (struct iovec){frames[i], FRAME};
    messages[i].msg_hdr.msg_iov = &parts[i];
    messages[i].msg_hdr.msg_iovlen = 1;
  }
  unsigned long sent = 0, refused = 0, all = rate * seconds;
  double start = now();
  while (sent + refused < all) {
    while (now() - start < (sent + refused) / rate) {
    }
    for (int i = 0; i < BATCH; i++) {
      unsigned long n = sent + refused + i;
      fill(frames[i], n % streams, n / streams);
    }
    int done = sendmmsg(fd, messages, BATCH, 0);
    sent += done < 0 ? 0 : done;
    refused += done < 0 ? BATCH : BATCH - done;
  }
  double took = now() - start;
  printf("%lu %lu %.0f\n", sent, refused, sent / took);
  return 0;
}
