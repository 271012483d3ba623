package org.mosexporter.snmp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** packaging/snmp/tc-pass with tc and ip that say what a test wants. */
class TcPassTest {
  private static final Path SCRIPT = Path.of("packaging", "snmp", "tc-pass").toAbsolutePath();
  private static final String ENTRY = ".1.3.6.1.4.1.8072.9999.9999.10199.1.1";

  /** As iproute2 6.1 writes it: a hierarchy with a leaf queue, a fair queue with its flows. */
  private static final String HTB =
      """
      qdisc htb 1: dev eth0 root refcnt 3 r2q 10 default 0x20 direct_packets_stat 0 direct_qlen 1000
       Sent 2354 bytes 11 pkt (dropped 90, overlimits 4 requeues 0)
       backlog 726b 3p requeues 0
      qdisc pfifo 10: dev eth0 parent 1:10 limit 5p
       Sent 2178 bytes 9 pkt (dropped 88, overlimits 0 requeues 0)
       backlog 726b 3p requeues 0
      qdisc fq_codel 20: dev eth0 parent 1:2a limit 10240p flows 1024 quantum 1514 target 5ms interval 100ms
       Sent 176 bytes 2 pkt (dropped 7, overlimits 0 requeues 0)
       backlog 0b 0p requeues 0
        maxpacket 256 drop_overlimit 0 new_flow_count 0 ecn_mark 0
        new_flows_len 0 old_flows_len 0
      """;

  private static final String HTB_CLASSES =
      """
      class htb 1:1 root rate 1500Kbit ceil 2Mbit burst 1600b cburst 1600b
       Sent 2354 bytes 11 pkt (dropped 0, overlimits 1 requeues 0)
       backlog 0b 0p requeues 0
       lended: 0 borrowed: 0 giants: 0
       tokens: 169750 ctokens: 169750

      class htb 1:10 parent 1:1 leaf 10: prio 0 rate 64Kbit ceil 64Kbit burst 1600b cburst 1600b
       Sent 2178 bytes 9 pkt (dropped 88, overlimits 3 requeues 0)
       backlog 726b 3p requeues 0

      class htb 1:2a parent 1:1 leaf 20: prio 1 rate 500Kbit ceil 1Gbit burst 1600b cburst 1600b
       Sent 176 bytes 2 pkt (dropped 2, overlimits 0 requeues 0)
       backlog 0b 0p requeues 0

      class fq_codel 20:1a2 parent 20:
       (dropped 0, overlimits 0 requeues 0)
       backlog 0b 0p requeues 0
        deficit 1396 count 0 lastcount 0 ldelay 4us
      """;

  private static final String CAKE =
      """
      qdisc cake 8001: dev wan root refcnt 2 bandwidth 20Mbit diffserv3 triple-isolate nonat nowash no-ack-filter split-gso rtt 100ms raw overhead 0
       Sent 5000000000 bytes 6000000 pkt (dropped 42, overlimits 0 requeues 0)
       backlog 0b 0p requeues 0
       memory used: 0b of 4Mb
       capacity estimate: 20Mbit
       min/max network layer size:        65535 /       0

                         Bulk  Best Effort        Voice
        thresh       1250Kbit       20Mbit        5Mbit
        target         14.5ms          5ms          5ms
        pk_delay          0us          0us          0us
        backlog            0b           0b           0b
        pkts               10      5999000          990
        bytes            1000   4999800000       199000
        way_inds            0            0            0
        drops               1           39            2
        marks               0            0            0
      """;

  @TempDir private Path tools;

  @BeforeEach
  void hasTwoDevices() throws IOException {
    tool(
        "ip",
        """
        cat <<'E'
        3: eth0: <UP> mtu 1500 link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff
        7: wan@if4: <UP> mtu 1500 link/ether 02:00:00:00:00:02
        9: a`b'c$(d: <UP> mtu 1500
        E""");
  }

  private void tool(String name, String body) throws IOException {
    Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + body + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  /** What tc says of all qdiscs, and of the classes of one device. */
  private void tc(String qdiscs, String classes) throws IOException {
    Files.writeString(tools.resolve("qdiscs"), qdiscs);
    Files.writeString(tools.resolve("classes"), classes);
    tool(
        "tc",
        "case \"$*\" in *qdisc*) cat %1$s/qdiscs ;; *eth0*) cat %1$s/classes ;; esac"
            .formatted(tools));
  }

  private String run(String input, String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().merge("PATH", tools.toString(), (before, first) -> first + ":" + before);
    Path asked = Files.writeString(tools.resolve("input"), input);
    Process process = builder.redirectInput(asked.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals("", new String(process.getErrorStream().readAllBytes(), UTF_8));
    return out;
  }

  /** Rows of the table as one line each: all columns of a class. */
  private String classes() throws Exception {
    return run("", "--dump")
        .lines()
        .collect(
            Collectors.groupingBy(
                line -> line.substring(line.indexOf('.') + 1, line.indexOf('|')),
                java.util.LinkedHashMap::new,
                Collectors.mapping(
                    line ->
                        line.substring(0, line.indexOf('.')) + "=" + line.replaceAll(".*\\|", ""),
                    Collectors.joining(" "))))
        .entrySet()
        .stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void showsClassesWithTheDropsOfTheirQueues() throws Exception {
    tc(HTB, HTB_CLASSES);
    assertEquals(
        """
        3.65537.0 1=eth0 2=htb 3=1:1 4=2 5=2354 6=11 7=0 8=0 10=2000000
        3.65552.0 1=eth0 2=htb/1:1 3=1:10 4=1 5=2178 6=9 7=88 8=3 9=5 10=64000
        3.65578.0 1=eth0 2=htb/1:1 3=1:2a 4=1 5=176 6=2 7=7 8=0 9=10240 10=1000000000\
        """,
        classes());
  }

  @Test
  void showsTheTinsOfCake() throws Exception {
    tc(CAKE, "");
    assertEquals(
        """
        7.2147549184.0 1=wan 2=root 3=cake 4=2 5=5000000000 6=6000000 7=42 8=0 10=20000000
        7.2147549184.1 1=wan 2=cake 3=Bulk 4=1 5=1000 6=10 7=1
        7.2147549184.2 1=wan 2=cake 3=Best Effort 4=1 5=4999800000 6=5999000 7=39
        7.2147549184.3 1=wan 2=cake 3=Voice 4=1 5=199000 6=990 7=2\
        """,
        classes());
  }

  @Test
  void showsAQueueWithoutClassesAsOne() throws Exception {
    tc(
        """
        qdisc noqueue 0: dev lo root refcnt 2
         Sent 0 bytes 0 pkt (dropped 0, overlimits 0 requeues 0)
        qdisc tbf 2: dev eth0 root refcnt 2 rate 64Kbit burst 2Kb lat 50ms
         Sent 90 bytes 1 pkt (dropped 3, overlimits 0 requeues 0)
         backlog 0b 0p requeues 0
        qdisc bfifo 21: dev eth0 parent 2:1 limit 8Kb
         Sent 90 bytes 1 pkt (dropped 3, overlimits 0 requeues 0)
         backlog 0b 0p requeues 0
        qdisc ingress ffff: dev eth0 parent ffff:fff1 ----------------
         Sent 8 bytes 1 pkt (dropped 9, overlimits 0 requeues 0)
        """,
        "");
    assertEquals("3.131072.0 1=eth0 2=root 3=tbf 4=1 5=90 6=1 7=3 8=0 10=64000", classes());
  }

  @Test
  void showsQueuesOfSeveralHardwareQueues() throws Exception {
    tc(
        """
        qdisc mq 0: dev eth0 root
         Sent 300 bytes 3 pkt (dropped 5, overlimits 0 requeues 0)
         backlog 0b 0p requeues 0
        qdisc fq_codel 0: dev eth0 parent :2 limit 10240p flows 1024
         Sent 200 bytes 2 pkt (dropped 4, overlimits 0 requeues 0)
         backlog 0b 0p requeues 0
        qdisc fq_codel 0: dev eth0 parent :1 limit 10240p flows 1024
         Sent 100 bytes 1 pkt (dropped 1, overlimits 0 requeues 0)
         backlog 0b 0p requeues 0
        """,
        """
        class mq :1 root
         Sent 100 bytes 1 pkt (dropped 1, overlimits 0 requeues 0)
         backlog 0b 0p requeues 0
        class mq :2 root
         Sent 200 bytes 2 pkt (dropped 4, overlimits 0 requeues 0)
         backlog 0b 0p requeues 0
        """);
    assertEquals(
        """
        3.1.0 1=eth0 2=mq 3=:1 4=1 5=100 6=1 7=1 8=0 9=10240
        3.2.0 1=eth0 2=mq 3=:2 4=1 5=200 6=2 7=4 8=0 9=10240\
        """,
        classes());
  }

  @Test
  void isEmptyWhereThereIsNoTc() throws Exception {
    tool("tc", "exit 127");
    assertEquals("", run("", "--dump"));
    assertEquals(
        "PONG\nNONE\nNONE\n", run("PING\ngetnext\n" + ENTRY + "\nget\n" + ENTRY + ".1.3.1.0\n"));
  }

  @Test
  void isNotCommandedByNames() throws Exception {
    tc(
        """
        qdisc pfifo 8005: dev a`b'c$(d root refcnt 2 limit 1000p
         Sent 90 bytes 1 pkt (dropped 3, overlimits 0 requeues 0)
         backlog 0b 0p requeues 0
        """,
        "");
    assertEquals("9.2147811328.0 1=a?b?c??d 2=root 3=pfifo 4=1 5=90 6=1 7=3 8=0 9=1000", classes());
    String answer = run("getnext\n" + ENTRY + "\ngetnext\n" + ENTRY + ".1.$(touch${IFS}x)\n");
    assertEquals((ENTRY + ".1.9.2147811328.0\nstring\na?b?c??d\n").repeat(2), answer);
  }

  @Test
  void answersAsNetSnmpAsks() throws Exception {
    tc(HTB, HTB_CLASSES);
    String answers =
        run(
            String.join(
                "\n",
                "PING",
                "getnext",
                ".1.3.6.1.4.1.8072.9999.9999.10199",
                "getnext",
                ENTRY + ".7",
                "getnext",
                ENTRY + ".7.3.65537.0",
                "getnext",
                ENTRY + ".7.3.65578.0",
                "getnext",
                ENTRY + ".7.3.65540",
                "getnext",
                ENTRY + ".10.3.65578.0",
                "get",
                ENTRY + ".3.3.65578.0",
                "get",
                ENTRY + ".3.3.65579.0",
                "set",
                ENTRY + ".3.3.65578.0",
                "string x",
                ""));
    assertEquals(
        String.join(
            "\n",
            "PONG",
            ENTRY + ".1.3.65537.0",
            "string",
            "eth0",
            ENTRY + ".7.3.65537.0",
            "counter64",
            "0",
            ENTRY + ".7.3.65552.0",
            "counter64",
            "88",
            ENTRY + ".8.3.65537.0",
            "gauge",
            "0",
            ENTRY + ".7.3.65552.0",
            "counter64",
            "88",
            "NONE",
            ENTRY + ".3.3.65578.0",
            "string",
            "1:2a",
            "NONE",
            "not-writable",
            ""),
        answers);
  }
}
