/* The reference for live capture: counts what libpcap hands over until SIGTERM. cc -O2 -o receive receive.c -lpcap
 *   receive INTERFACE RING_BYTES        prints packets, drops, CPU seconds */
#include <pcap/pcap.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static pcap_t *live;
static unsigned long packets, octets;

static void stop(int signal) {
  (void)signal;
  pcap_breakloop(live);
}

static void count(u_char *none, const struct pcap_pkthdr *header, const u_char *data) {
  (void)none;
  (void)data;
  packets++;
  octets += header->caplen;
}

int main(int argc, char **argv) {
  char error[PCAP_ERRBUF_SIZE];
  if (argc != 3 || !(live = pcap_create(argv[1], error))) {
    fprintf(stderr, "usage: receive INTERFACE RING_BYTES\n");
    return 2;
  }
  pcap_set_snaplen(live, 262144);
  pcap_set_promisc(live, 1);
  pcap_set_timeout(live, 10);
  pcap_set_buffer_size(live, atoi(argv[2]));
  if (pcap_activate(live) < 0) {
    pcap_perror(live, "receive");
    return 1;
  }
  struct sigaction action = {.sa_handler = stop};
  sigaction(SIGTERM, &action, NULL);
  fprintf(stderr, "ready\n");
  pcap_loop(live, -1, count, NULL);
  struct pcap_stat stat = {0};
  pcap_stats(live, &stat);
  struct rusage use;
  getrusage(RUSAGE_SELF, &use);
  double cpu = use.ru_utime.tv_sec + use.ru_stime.tv_sec + (use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
  printf("%lu %u %.3f\n", packets, stat.ps_drop, cpu);
  return 0;
}
