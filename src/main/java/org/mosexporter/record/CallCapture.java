package org.mosexporter.record;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.mosexporter.call.KeptCall;
import org.mosexporter.call.KeptPacket;

/**
 * Writes what is kept of a call as a capture file, which Wireshark and tshark read: pcapng, for it
 * names the places and says what is missing.
 */
public final class CallCapture {
  private final CaptureBlocks blocks;
  private final IpPackets packets = new IpPackets();
  private final Map<String, Integer> places = new HashMap<>();

  private CallCapture(OutputStream out) {
    blocks = new CaptureBlocks(out);
  }

  /**
   * Writes the file.
   *
   * @param id of the call's record
   * @param application that made it, with its version
   */
  public static void write(String id, String application, KeptCall kept, OutputStream out)
      throws IOException {
    CallCapture capture = new CallCapture(out);
    capture.blocks.section(comment(id, kept.isWhole()), application);
    kept.read(capture::add);
  }

  private static String comment(String id, boolean whole) {
    return "Call "
        + id
        + ". SIP was written anew: without credentials, texts, keys and display names, people as"
        + " privacy has them. Of RTP the headers only. VLAN tags and tunnels are taken off; each"
        + " packet is there once, as it was seen nearest to its listener."
        + (whole ? "" : " The call's beginning is not kept any more.");
  }

  private void add(KeptPacket packet) throws IOException {
    Integer place = places.get(packet.place());
    if (place == null) {
      place = places.size();
      places.put(packet.place(), place);
      blocks.place(packet.place());
    }
    blocks.packet(place, packet.atNs(), packets.of(packet));
  }
}
