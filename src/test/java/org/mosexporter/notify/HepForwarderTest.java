package org.mosexporter.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mosexporter.wire.Frames.ascii;
import static org.mosexporter.wire.Frames.block;
import static org.mosexporter.wire.Frames.receiverReport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.Notifications.Homer;
import org.mosexporter.config.Secret;
import org.mosexporter.wire.Passage;
import org.mosexporter.wire.hep.HepMessage.Captured;
import org.mosexporter.wire.hep.HepReader;

/** Against a socket on loopback. */
class HepForwarderTest {
  private static final Passage PASSAGE =
      new Passage(
          "mos-exporter",
          IpAddress.parse("10.1.20.11"),
          5060,
          IpAddress.parse("10.1.0.5"),
          5061,
          OptionalInt.of(26),
          "c1");
  private static final String REGISTER =
      "REGISTER sip:h SIP/2.0\r\nAuthorization: Digest response=\"secret\"\r\nl: 0\r\n\r\n";

  private final AtomicLong nanoTime = new AtomicLong();
  private DatagramSocket homer;
  private HepForwarder forwarder;

  @BeforeEach
  void open() throws IOException {
    homer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    homer.setSoTimeout(5_000);
  }

  @AfterEach
  void close() {
    forwarder.close();
    homer.close();
  }

  private void start(String host, Optional<Secret> key) throws IOException {
    Homer to = new Homer(host, homer.getLocalPort(), 2001, key);
    forwarder = HepForwarder.start(List.of(to), nanoTime::get);
  }

  private Captured received() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[9_000], 9_000);
    homer.receive(packet);
    return (Captured)
        HepReader.read(ByteBuffer.wrap(packet.getData()), packet.getOffset(), packet.getLength());
  }

  private static String text(ByteBuffer payload) {
    return UTF_8.decode(payload.duplicate()).toString();
  }

  private void sip(String message) {
    byte[] octets = ascii("##" + message);
    forwarder.onSip(PASSAGE, 6, 1_500_000_000L, ByteBuffer.wrap(octets), 2, message.length());
  }

  @Test
  void sendsMessagesWithoutTheirSecrets() throws IOException {
    start("127.0.0.1", Optional.of(new Secret("key")));
    sip(REGISTER);

    Captured captured = received();
    assertEquals(6, captured.protocol());
    assertEquals(PASSAGE.source(), captured.source());
    assertEquals(5061, captured.destinationPort());
    assertEquals(1_500_000_000L, captured.atNs().orElseThrow());
    assertEquals("c1", captured.correlationId());
    assertEquals(2001, captured.agentId().orElseThrow());
    assertEquals(26 << 2, captured.typeOfService().orElseThrow());
    assertTrue(captured.key().orElseThrow().matches("key"));
    assertEquals(1, captured.payloadType());
    assertEquals("REGISTER sip:h SIP/2.0\r\nContent-Length: 0\r\n\r\n", text(captured.payload()));
    await().until(() -> forwarder.counters().getFirst().sent() == 1);
  }

  @Test
  void sendsReportsAsJson() throws IOException {
    start("127.0.0.1", Optional.empty());
    byte[] compound = receiverReport(0xB, block(0xA, 0, 7, 100, 0, 0, 0));
    forwarder.onRtcp(PASSAGE, 0, ByteBuffer.wrap(compound), 0, compound.length);

    Captured captured = received();
    assertEquals(17, captured.protocol());
    assertEquals(5, captured.payloadType());
    assertTrue(text(captured.payload()).contains("\"packets_lost\":7"));
    assertFalse(captured.key().isPresent());
  }

  private Map<ForwardFault, Long> failed() {
    return forwarder.counters().getFirst().failed();
  }

  @Test
  void whatIsNotSentIsCounted() throws IOException {
    start("127.0.0.1", Optional.empty());
    sip("x".repeat(8_193));
    sip("INVITE sip:a SIP/2.0\r\nAuthorization: no end");
    forwarder.onRtcp(PASSAGE, 0, ByteBuffer.wrap(new byte[8]), 0, 8);
    await().until(() -> failed().get(ForwardFault.NOTHING) == 2);
    assertEquals(1, failed().get(ForwardFault.TOO_LONG));
    assertEquals(0, forwarder.counters().getFirst().sent());
  }

  /** RFC 6761 §6.4: no resolver knows that name. */
  @Test
  void aNameWithoutAnAddressIsCountedAndAskedForAgain() throws IOException {
    start("no-such-host.invalid", Optional.empty());
    sip(REGISTER);
    await().until(() -> failed().get(ForwardFault.UNRESOLVED) == 1);
    nanoTime.addAndGet(60_000_000_000L);
    sip(REGISTER);
    await().until(() -> failed().get(ForwardFault.UNRESOLVED) == 2);
  }

  /**
   * A thread that is stopped takes nothing: then the queue fills, and the tracker does not wait.
   */
  @Test
  void whatDoesNotFitTheQueueIsCounted() throws IOException {
    start("127.0.0.1", Optional.empty());
    forwarder.close();
    for (int i = 0; i < 200; i++) {
      sip(REGISTER);
    }
    assertEquals(200 - 128, failed().get(ForwardFault.QUEUE_FULL));
  }
}
