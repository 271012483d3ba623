package org.mosexporter.fuzz;

import java.nio.ByteBuffer;
import org.mosexporter.wire.hep.HepMessage;
import org.mosexporter.wire.hep.HepReader;
import org.mosexporter.wire.hep.RtcpJson;
import org.mosexporter.wire.hep.RtcpJsonReader;

/** One message of a capture agent, and RTCP as agents write it in JSON. */
final class FuzzedHep {
  private static final int LONGEST_TEXT = 4096;
  private static final int MOST_BLOCKS = 31;

  static void message(byte[] octets) {
    HepMessage message = HepReader.read(Octets.alone(octets), 0, octets.length);
    if (message instanceof HepMessage.Captured captured) {
      check(captured);
      json(captured.payload());
    }
  }

  private static void check(HepMessage.Captured captured) {
    bounded(captured.agentName());
    bounded(captured.correlationId());
    int tos = captured.typeOfService().orElse(0);
    boolean ports = isPort(captured.sourcePort()) && isPort(captured.destinationPort());
    if (!ports || tos < 0 || tos > 255) {
      throw new IllegalStateException(captured.sourcePort() + " " + tos);
    }
  }

  private static boolean isPort(int port) {
    return port >= 0 && port <= 65_535;
  }

  private static void bounded(String text) {
    if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalStateException("a text of " + text.length() + " characters: " + text);
    }
  }

  static void json(byte[] octets) {
    json(Octets.alone(octets));
  }

  private static void json(ByteBuffer text) {
    if (RtcpJsonReader.read(text) instanceof RtcpJson.Result.Read(RtcpJson packet)) {
      bounded(packet.cname());
      boolean shares =
          packet.blocks().stream().allMatch(b -> b.lossFraction() >= 0 && b.lossFraction() <= 255);
      if (!shares || packet.blocks().size() > MOST_BLOCKS) {
        throw new IllegalStateException(packet.blocks().size() + " blocks");
      }
    }
  }

  private FuzzedHep() {}
}
