package org.mosexporter.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What baresip says of a call in its BYE and in the answer to it (X-RTP-Stat) stands in the call's
 * record, each with the stream that its sender heard; as tshark reads it off the same mirror.
 */
class ByeStatisticsIT {
  private static final int SECONDS = 13;
  private static final Pattern STATISTICS = Pattern.compile("X-RTP-Stat: ([^\\\\\\s]+)");
  private static final double CLOCK_RATE_HZ = 8000;

  @TempDir private Path folder;

  @BeforeEach
  void prepare() throws Exception {
    Programs.needRoot();
    Programs.need("baresip", "ip", "tc", "ethtool", "curl", "sysctl", "tshark");
    Namespaces.removeLeftovers(folder);
  }

  /** The items of the header of a BYE, or of the answer to it, that one sent. */
  private Map<String, String> said(Path capture, String by) throws Exception {
    String filter = "sip.CSeq.method == \"BYE\" && ip.src == " + by;
    String[] tshark = {
      "tshark", "-r", capture.toString(), "-Y", filter, "-T", "fields", "-e", "sip.msg_hdr"
    };
    String head = Child.must(folder, tshark);
    Matcher header = STATISTICS.matcher(head);
    assertTrue(header.find(), () -> by + " said nothing of its call: " + head);
    Map<String, String> items = new HashMap<>();
    for (String item : header.group(1).split(";", -1)) {
      String[] parts = item.split("=", 2);
      items.put(parts[0], parts[1]);
    }
    return items;
  }

  /** Of what was received; the other, behind the comma, is what the peer reported. */
  private static double received(Map<String, String> said, String item) {
    return Double.parseDouble(said.get(item).split(",", -1)[0]);
  }

  private static ApiCall record(Phones phones) throws Exception {
    await("the record of the call")
        .atMost(Duration.ofSeconds(SECONDS + 60))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> !phones.calls().isEmpty());
    return phones.calls().getFirst();
  }

  @Test
  void bothPhonesFiguresAreThoseOfTheWire() throws Exception {
    Path capture = folder.resolve("signalling.pcap");
    try (Phones phones =
        new Phones(folder, 13, List.of(new Phones.Call("pcmu/8000/1", "g711.so")))) {
      phones.daemon("8MiB");
      Child tshark = phones.capture(capture);
      phones.dial(SECONDS);
      ApiCall call = record(phones);
      tshark.terminate();

      for (String listener : List.of(phones.caller(0), phones.callee(0))) {
        Map<String, String> said = said(capture, listener);
        Map<?, ?> phone = ApiCall.object(call.streamTo(listener), "phone");
        assertEquals("x-rtp-stat", phone.get("origin"), said::toString);
        assertEquals(listener, phone.get("reporter"));
        assertEquals(received(said, "PR"), phone.get("packets"), said::toString);
        assertEquals(received(said, "PL"), phone.get("lost"), said::toString);
        double jitterSeconds = received(said, "JI") / CLOCK_RATE_HZ;
        assertEquals(jitterSeconds, (double) phone.get("jitter_seconds"), 1e-6, said::toString);
        assertTrue(received(said, "PR") > 50 * (SECONDS - 4), said::toString);
      }
      assertTrue(call.witnesses().contains("phone " + phones.caller(0) + " x-rtp-stat"));
      assertTrue(call.witnesses().contains("phone " + phones.callee(0) + " x-rtp-stat"));
    }
  }
}
