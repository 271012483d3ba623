package org.mosexporter.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Secret;
import org.mosexporter.wire.Passage;
import org.mosexporter.wire.hep.HepWriter;
import org.mosexporter.wire.hep.PayloadType;

/**
 * The whole daemon, fed with marks in every place for a secret or a name, and everything that comes
 * out of it: answers of every path in every form, files and databases, its log at debug, what it
 * sends on, and what is left when somebody is forgotten.
 */
class WholeDaemonPrivacyTest {
  private static final List<String> PATHS =
      List.of(
          "/",
          "/?q=usr7741",
          "/calls",
          "/calls?user=usr7741",
          "/routers",
          "/endpoints/10.1.20.11",
          "/metrics",
          "/config",
          "/nothing-here",
          "/-/healthy",
          "/-/ready",
          "/api/v1/status",
          "/api/v1/endpoints",
          "/api/v1/calls",
          "/api/v1/calls?number=%2B4917712345678",
          "/api/v1/calls?limit=usr7741",
          "/api/v1/calls/none",
          "/api/v1/routers",
          "/api/v1/changes",
          "/api/v1/impact",
          "/api/v1/openapi.json");

  private static final List<String> SCRAPES =
      List.of(
          "text/plain",
          "application/openmetrics-text;version=1.0.0",
          "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited");

  private final Map<String, String> told = new LinkedHashMap<>();
  private DatagramSocket homer;

  @TempDir private Path folder;

  @BeforeEach
  void listen() throws IOException {
    homer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    homer.setSoTimeout(300);
  }

  @AfterEach
  void close() {
    homer.close();
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String configuration(String users, String others, int hep, int sip) {
    return """
    site: lab
    networks: [{name: phones, cidr: 10.1.20.0/24}]
    trunks: [{name: telco, cidrs: [203.0.113.0/28]}]
    receive:
      rtcp: []
      hep: [{listen: "127.0.0.1:%d", key: hep-key-mark, allow: [127.0.0.0/8]}]
      sip: [{listen: "127.0.0.1:%d", allow: [127.0.0.0/8]}]
    records: {file: {path: %s}}
    notify: {hep: [{to: "127.0.0.1:%d", key: hep-key-out}]}
    privacy: {users: %s, remote_numbers: %s, keep_sip: true}
    """
        .formatted(hep, sip, folder.resolve("records.jsonl"), homer.getLocalPort(), users, others);
  }

  @ParameterizedTest(name = "users {0}, remote numbers {1}")
  @CsvSource({"plain, plain", "plain, hash", "hash, hash", "drop, drop"})
  void nobodyIsToldMoreThanPrivacySays(String users, String others) throws Exception {
    int hep = freePort();
    int sip = freePort();
    try (WholeDaemon daemon =
        new WholeDaemon(folder, configuration(users, others, hep, sip), FedDaemon.Fare.MARKED)) {
      report(hep, sip);
      WholeDaemon.until("the agent's call is not there", () -> daemon.linked("/calls").size() == 2);
      collect("live ", daemon, daemon.linked("/calls"));
      daemon.over();
      WholeDaemon.until(
          "the calls do not end: " + daemon.log(), () -> daemon.ids("/api/v1/calls").size() == 2);
      List<String> calls = daemon.ids("/api/v1/calls");
      collect("", daemon, calls);
      String number = "/api/v1/calls?number=";
      boolean findable = !others.equals("drop");
      for (String written :
          List.of(
              "%2B4917712345678",
              "0049%20177%2012345678", "sip:%2B49177-12345678@x", "tel:4917712345678")) {
        assertEquals(findable ? 1 : 0, daemon.ids(number + written).size(), written);
      }
      assertEquals(findable ? 1 : 0, daemon.linked("/calls?user=0049+177+12345678").size());
      told.put("files", daemon.files());
      told.put("forget", daemon.command("forget", "0049 177 12345678"));
      assertEquals(findable ? 1 : 2, daemon.ids("/api/v1/calls").size(), told.get("forget"));
      assertEquals(0, daemon.ids(number + "%2B4917712345678").size());
      assertEquals(findable ? 1 : 2, rows(daemon.state()), told.get("forget"));
      assertEquals(findable ? 1 : 2, lines(), told.get("forget"));
      assertTrue(
          told.get("forget").contains("packets: all that were kept are erased"),
          told.get("forget"));
      assertEquals(
          410,
          daemon
              .ask("/api/v1/calls/" + daemon.ids("/api/v1/calls").getFirst() + ".pcap", "*/*")
              .status());
      told.put("log", daemon.log());
    }
    forwarded();
    check(users.equals("plain"), others.equals("plain"));
  }

  private int lines() throws IOException {
    return (int) java.nio.file.Files.readString(folder.resolve("records.jsonl")).lines().count();
  }

  private static int rows(Path state) throws IOException, SQLException {
    Path database;
    try (var files = java.nio.file.Files.list(state)) {
      database = files.filter(file -> file.toString().endsWith(".db")).findFirst().orElseThrow();
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM calls")) {
      return count.getInt(1);
    }
  }

  /** What an agent saw, and what a phone says, with a wrong and with the right key. */
  private static void report(int hep, int sip) throws IOException {
    Passage passage =
        new Passage(
            "agent",
            IpAddress.parse("10.1.20.12"),
            5060,
            IpAddress.parse("203.0.113.5"),
            5060,
            OptionalInt.empty(),
            "cid-mark-2@mark-domain.example");
    byte[] message = MarkedOffice.elsewhere().replace("\n", "\r\n").getBytes(US_ASCII);
    try (DatagramSocket socket = new DatagramSocket()) {
      for (String key : List.of("hep-key-marked", "hep-key-mark")) {
        ByteBuffer packet =
            new HepWriter(7, Optional.of(new Secret(key)))
                .write(passage, 17, 0, PayloadType.SIP, message)
                .orElseThrow();
        byte[] octets = new byte[packet.remaining()];
        packet.get(octets);
        send(socket, octets, octets.length, hep);
      }
      byte[] report = MarkedOffice.report().replace("\n", "\r\n").getBytes(US_ASCII);
      send(socket, report, report.length, sip);
      byte[] broken =
          "PUBLISH sip:usr7741@mark-domain.example SIP/2.0\r\nAuthorization: secretauth9\r\n\r\ntext-mark"
              .getBytes(US_ASCII);
      send(socket, broken, broken.length, sip);
    }
  }

  private static void send(DatagramSocket socket, byte[] octets, int length, int port)
      throws IOException {
    socket.send(new DatagramPacket(octets, length, InetAddress.getLoopbackAddress(), port));
  }

  private void collect(String when, WholeDaemon daemon, List<String> calls) throws IOException {
    for (String path : PATHS) {
      told.put(when + path, daemon.get(path));
    }
    for (String accept : SCRAPES) {
      told.put(when + "/metrics as " + accept, daemon.ask("/metrics", accept).body());
    }
    told.put(when + "refused json", daemon.ask("/api/v1/calls", "text/html").body());
    told.put(when + "refused write", daemon.post("/api/v1/forget", "{\"whom\":1}").body());
    for (String id : calls) {
      told.put(when + "page " + id, daemon.get("/calls/" + id));
      told.put(when + "record " + id, daemon.get("/api/v1/calls/" + id));
      told.put(when + "report " + id, daemon.get("/api/v1/calls/" + id + "/report"));
      WholeDaemon.Answer file = daemon.ask("/api/v1/calls/" + id + ".pcap", "*/*");
      assertEquals(200, file.status(), file.body());
      told.put(when + "packets " + id, file.body());
    }
  }

  private void forwarded() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[9_000], 9_000);
    StringBuilder all = new StringBuilder();
    try {
      while (true) {
        homer.receive(packet);
        all.append(new String(packet.getData(), 0, packet.getLength(), ISO_8859_1));
      }
    } catch (SocketTimeoutException nothingMore) {
      told.put("sent on", all.toString());
    }
  }

  private void check(boolean showsUsers, boolean showsOthers) {
    List<String> wrong = new ArrayList<>();
    List<String> hidden = new ArrayList<>(MarkedOffice.NEVER);
    hidden.add(new String(MarkedOffice.DIGIT, ISO_8859_1));
    if (!showsOthers) {
      hidden.addAll(MarkedOffice.OTHERS);
    }
    if (!showsUsers) {
      hidden.addAll(MarkedOffice.USERS);
    }
    told.forEach(
        (where, text) -> {
          String own = echoed(where, text);
          List<String> marks = new ArrayList<>(hidden);
          if (!where.equals("sent on") || !showsOthers) {
            marks.addAll(MarkedOffice.NOT_KEPT);
          }
          for (String mark : marks) {
            int at = own.indexOf(mark);
            if (at >= 0) {
              wrong.add(mark + " in " + where + ": " + around(own, at));
            }
          }
        });
    assertEquals("", String.join("\n", wrong));
    assertTrue(told.get("sent on").contains("INVITE"), "nothing was sent on");
    assertTrue(told.get("files").contains("203.0.113.5"), "nothing was written");
    long packets = told.keySet().stream().filter(key -> key.contains("packets ")).count();
    assertEquals(4, packets);
    if (showsOthers) {
      for (String where : List.of("/api/v1/calls", "/calls", "files", "sent on")) {
        assertTrue(told.get(where).contains(MarkedOffice.NUMBER), where);
      }
    }
    assertEquals(showsUsers, told.get("/metrics").contains("user=\"usr7741\""));
    assertFalse(told.get("log").contains("this is a fault of the program"), told.get("log"));
  }

  /** What a person typed stands in the box that they typed it into, and in a refusal. */
  private static String echoed(String where, String text) {
    return where.contains("?") ? text.replace("value=\"usr7741\"", "") : text;
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 60))
        .replaceAll("[^ -~]", ".");
  }
}
