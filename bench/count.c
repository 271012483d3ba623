/* The reference: reads a capture file with libpcap and only counts. cc -O2 -o count count.c -lpcap */
#include <pcap/pcap.h>
#include <stdio.h>

int main(int argc, char **argv) {
  char error[PCAP_ERRBUF_SIZE];
  struct pcap_pkthdr *header;
  const u_char *data;
  unsigned long packets = 0, bytes = 0;
  int got;
  if (argc != 2) {
    fprintf(stderr, "usage: count FILE\n");
    return 2;
  }
  pcap_t *file = pcap_open_offline_with_tstamp_precision(argv[1], PCAP_TSTAMP_PRECISION_NANO, error);
  if (!file) {
    fprintf(stderr, "%s\n", error);
    return 1;
  }
  while ((got = pcap_next_ex(file, &header, &data)) == 1) {
    packets++;
    bytes += header->caplen;
  }
  pcap_close(file);
  printf("%lu packets, %lu bytes\n", packets, bytes);
  return got == PCAP_ERROR_BREAK ? 0 : 1;
}
