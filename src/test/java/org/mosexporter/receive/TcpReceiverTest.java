package org.mosexporter.receive;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.concat;
import static org.mosexporter.wire.Frames.hex;
import static org.mosexporter.wire.Frames.u16;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mosexporter.OwnCertificate;
import org.mosexporter.config.Cidr;
import org.mosexporter.config.Listener;
import org.mosexporter.config.Listener.Transport;
import org.mosexporter.config.Table;
import org.mosexporter.load.TlsMaterial;
import org.mosexporter.load.WebConfigFile;
import org.mosexporter.receive.ListenerState.Listening;
import org.mosexporter.receive.ListenerState.Waiting;

/** Reports over connections, from peers that speak well, stall, flood and never end. */
class TcpReceiverTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000L));

  private static final long CLOCK_NS = 1_700_000_000_000_000_000L;

  /** A message of HEP with an RR. */
  private static final byte[] HEP = hep();

  private final ReportQueue queue = new ReportQueue();
  private final Reporters reporters = new Reporters();
  private final Connections connections = new Connections();
  private final List<Receiver> opened = new ArrayList<>();

  @TempDir private Path folder;

  private static byte[] hep() {
    byte[] chunks =
        concat(
            hex("00000003000a0a01020300000004000a0a010204"),
            hex("0000000b000705"),
            hex("0000000f000e80c9000111223344"));
    return concat(ascii("HEP3"), u16(chunks.length + 6), chunks);
  }

  @AfterEach
  void close() {
    opened.forEach(Receiver::close);
  }

  private Receiver listen(
      Protocol protocol, Transport transport, Supplier<Optional<SSLContext>> certificate) {
    Listener listener = new Listener("127.0.0.1", 0, transport, Optional.empty(), List.of());
    Decoder decoder =
        protocol == Protocol.HEP
            ? new HepDecoder(Optional.empty())
            : new SipDecoder(new RecentRequests());
    List<Cidr> known = List.of(Cidr.parse("127.0.0.0/24"));
    Receiver receiver =
        Receiver.start(
            protocol,
            listener,
            decoder,
            new Receiver.Shared(known, queue, reporters, connections, certificate, CLOCK));
    opened.add(receiver);
    return receiver;
  }

  private Receiver listen(Protocol protocol) {
    return listen(protocol, Transport.TCP, Optional::empty);
  }

  private static InetSocketAddress address(Receiver receiver) {
    await().until(() -> receiver.state() instanceof Listening);
    return ((Listening) receiver.state()).address();
  }

  private static Socket connect(Receiver receiver) throws IOException {
    InetSocketAddress to = address(receiver);
    Socket socket = new Socket(to.getAddress(), to.getPort());
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static void send(Socket socket, byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
  }

  private static void awaitCount(Receiver receiver, String reason, long count) {
    await().untilAsserted(() -> assertEquals(count, receiver.counters().refused().get(reason)));
  }

  private static String answer(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int octet = socket.getInputStream().read();
      assertTrue(octet >= 0, "closed after " + text);
      text.append((char) octet);
    }
    return text.toString();
  }

  @Test
  void findsMessagesWhereverSegmentsEnd() throws IOException {
    Receiver receiver = listen(Protocol.HEP);
    try (Socket socket = connect(receiver)) {
      for (byte octet : HEP) {
        send(socket, new byte[] {octet});
      }
      send(socket, concat(HEP, HEP, HEP));
      await().until(() -> receiver.counters().handedOn() == 4);
    }
    await().until(() -> connections.places() == 0);
    assertEquals(4, receiver.counters().received());
  }

  @Test
  void answersOnTheConnectionAndSurvivesKeepAlives() throws IOException {
    Receiver receiver = listen(Protocol.SIP);
    try (Socket socket = connect(receiver)) {
      send(socket, ascii("\r\n\r\n" + SipTexts.publish(1) + SipTexts.publish(2)));
      assertTrue(answer(socket).startsWith("\r\nSIP/2.0 200 OK\r\n"));
      assertTrue(answer(socket).contains("\r\nCall-ID: publication-2\r\n"));
      assertEquals(1, receiver.counters().unused().get("keep_alive"));
      String noVia = SipTexts.request("OPTIONS", 3, "", "").replace("Via:", "X-Via:");
      send(socket, ascii(noVia));
      awaitCount(receiver, "via", 1);
    }
    assertEquals(2, receiver.counters().handedOn());
  }

  /** RFC 5626 §3.5.1: CRLF CRLF asks, CRLF answers; a single one only keeps a NAT open. */
  @Test
  void answersAPingWithAPong() throws IOException {
    Receiver receiver = listen(Protocol.SIP);
    try (Socket socket = connect(receiver)) {
      send(socket, ascii("\r\n"));
      await().until(() -> receiver.counters().unused().get("keep_alive") == 1);
      send(socket, ascii("\r\n\r\n"));
      byte[] pong = socket.getInputStream().readNBytes(2);
      assertEquals("\r\n", new String(pong, StandardCharsets.US_ASCII));
      send(socket, ascii(SipTexts.publish(1)));
      assertTrue(answer(socket).startsWith("SIP/2.0 200 OK\r\n"));
    }
  }

  /** A phone that takes us for its registrar would ask for ever. */
  @Test
  void whoeverSendsOnlyWhatIsRefusedIsClosed() throws IOException {
    Receiver receiver = listen(Protocol.SIP);
    try (Socket socket = connect(receiver)) {
      for (int i = 0; i < 31; i++) {
        send(socket, ascii(SipTexts.request("REGISTER", i, "", "")));
        assertTrue(answer(socket).startsWith("SIP/2.0 405 "));
      }
      send(socket, ascii(SipTexts.publish(100)));
      assertTrue(answer(socket).startsWith("SIP/2.0 200 "));
      for (int i = 31; i < 63; i++) {
        send(socket, ascii("\r\n" + SipTexts.request("REGISTER", i, "", "")));
        assertTrue(answer(socket).startsWith("SIP/2.0 405 "));
      }
      assertEquals(-1, socket.getInputStream().read());
    }
    awaitCount(receiver, "refused_in_a_row", 1);
    assertEquals(63, receiver.counters().refused().get("method"));
  }

  /** It tells what others sent it, which may be anything. */
  @Test
  void anAgentIsNotClosedForWhatItTells() throws IOException {
    Receiver receiver = listen(Protocol.HEP);
    byte[] empty = concat(ascii("HEP3"), u16(6));
    try (Socket socket = connect(receiver)) {
      for (int i = 0; i < 100; i++) {
        send(socket, empty);
      }
      send(socket, HEP);
      await().until(() -> receiver.counters().handedOn() == 1);
    }
    assertEquals(101, receiver.counters().received());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HEP of version 2       | HEP | 0214021100000000 | framing
          a length below its own | HEP | 484550330005     | framing
          """)
  void whatHasNoFrameEndsTheConnection(String name, Protocol protocol, String octets, String reason)
      throws IOException {
    Receiver receiver = listen(protocol);
    try (Socket socket = connect(receiver)) {
      send(socket, hex(octets));
      assertEquals(-1, socket.getInputStream().read());
    }
    awaitCount(receiver, reason, 1);
  }

  @Test
  void aRequestThatDoesNotSayItsLengthOrNeverEndsIsGivenUp() throws IOException {
    Receiver receiver = listen(Protocol.SIP);
    try (Socket socket = connect(receiver);
        Socket endless = connect(receiver);
        Socket huge = connect(receiver)) {
      send(socket, ascii(SipTexts.request("OPTIONS", 1, "", "").replace("Content-Length", "X")));
      send(endless, ascii("OPTIONS sip:a SIP/2.0\r\n" + "X: y\r\n".repeat(8_000)));
      send(huge, ascii(SipTexts.request("OPTIONS", 1, "Content-Length: 99999\r\n", "")));
      awaitCount(receiver, "framing", 3);
    }
    await().until(() -> connections.places() == 0);
  }

  /** The clock of the connections is asked for eleven seconds later. */
  @Test
  void whoeverStallsInAMessageIsClosedAndWhoeverIsSilentIsNot() throws IOException {
    Receiver receiver = listen(Protocol.HEP);
    try (Socket stalling = connect(receiver);
        Socket silent = connect(receiver)) {
      send(silent, HEP);
      send(stalling, java.util.Arrays.copyOf(HEP, HEP.length - 1));
      await().until(() -> receiver.counters().handedOn() == 1);
      await()
          .untilAsserted(
              () -> {
                connections.expire(System.nanoTime() + TimeUnit.SECONDS.toNanos(11));
                assertEquals(1, receiver.counters().refused().get("timeout"));
              });
      assertEquals(-1, stalling.getInputStream().read());
      send(silent, HEP);
      await().until(() -> receiver.counters().handedOn() == 2);
    }
  }

  @Test
  void oneAddressHasNoMoreThanAQuarterOfTheConnections() throws IOException {
    Receiver receiver = listen(Protocol.HEP);
    int most = Table.REPORT_CONNECTIONS.entries() / 4;
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < most + 3; i++) {
        sockets.add(connect(receiver));
      }
      awaitCount(receiver, "connections", 3);
      assertEquals(most, connections.places());
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    await().until(() -> connections.places() == 0);
  }

  @Test
  void whoIsNotKnownIsClosedAtOnce() throws IOException {
    Receiver receiver = listen(Protocol.HEP);
    InetSocketAddress to = address(receiver);
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress("127.0.9.9", 0));
      socket.connect(to);
      assertEquals(-1, socket.getInputStream().read());
    }
    awaitCount(receiver, "not_allowed", 1);
  }

  @Test
  void closingEndsConnectionsToo() throws IOException {
    Receiver receiver = listen(Protocol.HEP);
    try (Socket socket = connect(receiver)) {
      await().until(() -> connections.places() == 1);
      receiver.close();
      assertEquals(-1, socket.getInputStream().read());
    }
    await().until(() -> connections.places() == 0);
  }

  @Test
  void withoutCertificateThereIsNoTls() {
    Receiver receiver = listen(Protocol.SIP, Transport.TLS, Optional::empty);
    await()
        .untilAsserted(
            () -> {
              String why = assertInstanceOf(Waiting.class, receiver.state()).why();
              assertTrue(why.contains("TLS needs a certificate"), why);
            });
  }

  @Test
  void takesReportsUnderTls() throws Exception {
    OwnCertificate own = OwnCertificate.make(folder, "own");
    KeyStore store = own.store();
    Receiver receiver = listen(Protocol.SIP, Transport.TLS, certificate(own));
    InetSocketAddress to = address(receiver);
    try (Socket socket =
        trusting(store).getSocketFactory().createSocket(to.getAddress(), to.getPort())) {
      socket.setSoTimeout(10_000);
      send(socket, ascii(SipTexts.publish(1)));
      assertTrue(answer(socket).startsWith("SIP/2.0 200 OK\r\n"));
      assertEquals(Connections.PLACES_OF_TLS, connections.places());
    }
    try (Socket plain = connect(receiver)) {
      send(plain, ascii(SipTexts.publish(2)));
      awaitCount(receiver, "tls", 1);
    }
    assertEquals(1, receiver.counters().handedOn());
  }

  /** The first reason that comes to mind when a phone's reports do not arrive. */
  @Test
  void tellsWhoWasRefusedAndWhy() throws IOException {
    Receiver receiver = listen(Protocol.SIP);
    InetSocketAddress to = address(receiver);
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress("127.0.9.9", 0));
      socket.connect(to);
      assertEquals(-1, socket.getInputStream().read());
    }
    try (Socket socket = connect(receiver)) {
      send(socket, ascii(SipTexts.publish(1)));
      assertTrue(answer(socket).startsWith("SIP/2.0 200 "));
      send(socket, ascii(SipTexts.request("REGISTER", 2, "", "")));
      assertTrue(answer(socket).startsWith("SIP/2.0 405 "));
      send(socket, ascii("OPTIONS sip:a SIP/2.0\r\n\r\n"));
      awaitCount(receiver, "framing", 1);
    }
    await().until(() -> reporters.snapshot().size() == 2);
    Reporter known = reporters.snapshot().getFirst();
    assertEquals("127.0.0.1", known.address().toString());
    assertEquals(Protocol.SIP, known.protocol());
    assertEquals(1, known.reports());
    assertEquals(CLOCK_NS, known.lastReportNs().orElseThrow());
    assertEquals(2, known.refused());
    assertEquals("framing", known.lastReason());
    Reporter stranger = reporters.snapshot().getLast();
    assertEquals("127.0.9.9", stranger.address().toString());
    assertEquals(0, stranger.reports());
    assertEquals("not_allowed", stranger.lastReason());
  }

  private static Supplier<Optional<SSLContext>> certificate(OwnCertificate own) throws Exception {
    WebConfigFile file = WebConfigFile.open(own.webConfig());
    return () -> file.tls().map(TlsMaterial::context);
  }

  private static SSLContext trusting(KeyStore store) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("a", store.getCertificate("a"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
