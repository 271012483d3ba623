package org.mosexporter.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mosexporter.call.KeptCall;
import org.mosexporter.call.LossyCall;
import org.mosexporter.metrics.Office;
import org.mosexporter.record.CallArchive;
import org.mosexporter.record.RecentCalls;

/** When a call has a capture file, and when not. */
class CallCaptureRouteTest {
  private static final byte[] PCAPNG = {0x0A, 0x0D, 0x0D, 0x0A};

  private final LossyCall.Kept kept = LossyCall.kept();
  private final RecentCalls calls = new RecentCalls();

  @BeforeEach
  void callIsOver() {
    calls.onCallEnded(kept.call());
  }

  private CallCaptureRoute route(Optional<KeptCall> packets) {
    CallSearch search =
        new CallSearch(CallArchive.inMemory(calls, Office::config), NoLiveCalls.INSTANCE);
    return new CallCaptureRoute(search, _ -> packets, "mos-exporter");
  }

  private static Ask ask(String id) {
    return new Ask(
        "GET",
        "/api/v1/calls/" + id + ".pcap",
        "",
        HttpFields.EMPTY,
        "localhost",
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
        true,
        "",
        InputStream.nullInputStream());
  }

  private Ask ask() {
    return ask(kept.call().id().toString());
  }

  @Test
  void aFileOfEachCallThatIsKept() throws IOException {
    CallCaptureRoute route = route(Optional.of(kept.packets()));
    Reply reply = route.answer(ask());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    reply.body().writeTo(file);

    assertEquals(200, reply.status());
    assertArrayEquals(PCAPNG, Arrays.copyOf(file.toByteArray(), PCAPNG.length));
    assertEquals(404, route.answer(ask("0123456789abcdef0123456789abcdef")).status());
  }

  /** Also when who asked first went away in the middle of it. */
  @Test
  void oneAtATime() throws IOException {
    CallCaptureRoute route = route(Optional.of(kept.packets()));
    Reply first = route.answer(ask());

    assertEquals(503, route.answer(ask()).status());
    try {
      first.body().writeTo(gone());
    } catch (IOException expected) {
      assertEquals("gone", expected.getMessage());
    }
    Reply next = route.answer(ask());
    assertEquals(200, next.status());
    next.body().writeTo(OutputStream.nullOutputStream());
    assertEquals(200, route.answer(ask()).status());
  }

  private static OutputStream gone() {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        throw new IOException("gone");
      }
    };
  }

  @Test
  void withoutTheKeyThereIsNone() {
    CallCaptureRoute route = route(Optional.empty());

    assertEquals(404, route.answer(ask()).status());
    assertEquals(404, route.answer(ask()).status()); // and not 503: nothing is being written
  }
}
