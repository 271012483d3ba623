package org.mosexporter.snmp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snmp4j.TransportStateReference;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.AbstractTransportMapping;

/** What the library wants to send back, for the socket that the message came from. */
final class ReplyCatcher extends AbstractTransportMapping<UdpAddress> {
  private byte @Nullable [] reply;

  /** Whether there is one. */
  boolean caught() {
    return reply != null;
  }

  /** It, once. */
  Optional<byte[]> take() {
    Optional<byte[]> taken = Optional.ofNullable(reply);
    reply = null;
    return taken;
  }

  @Override
  public void sendMessage(
      UdpAddress to,
      byte[] message,
      @Nullable TransportStateReference state,
      long timeoutMs,
      int retries) {
    reply = message;
  }

  @Override
  public Class<UdpAddress> getSupportedAddressClass() {
    return UdpAddress.class;
  }

  @Override
  public UdpAddress getListenAddress() {
    return new UdpAddress();
  }

  @Override
  public void listen() {
    // It never does.
  }

  @Override
  public boolean isListening() {
    return true;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
