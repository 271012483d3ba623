package org.mosexporter.load;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mosexporter.config.WebConfig.Pem;

/** What stands in texts in PEM (RFC 7468): certificates, and keys as openssl writes them. */
final class PemText {
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----", Pattern.DOTALL);
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** One part of a text. */
  @SuppressWarnings("ArrayRecordComponent") // none is compared
  private record Block(String label, byte[] octets) {}

  /** All certificates of a text, in its order; others of its parts are passed over. */
  static List<X509Certificate> certificates(Pem pem) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks(pem)) {
      if (block.label.equals("CERTIFICATE")) {
        certificates.add(certificate(block, pem));
      }
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException(
          pem.source() + " holds no certificate; PEM is expected: -----BEGIN CERTIFICATE-----");
    }
    return certificates;
  }

  private static X509Certificate certificate(Block block, Pem pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block.octets));
    } catch (CertificateException broken) {
      throw new IllegalArgumentException(
          pem.source() + " holds a certificate that cannot be read", broken);
    }
  }

  /** The first key of a text: PKCS#8, or as RFC 8017 and RFC 5915 have RSA and EC keys. */
  static PrivateKey privateKey(Pem pem) throws GeneralSecurityException {
    for (Block block : blocks(pem)) {
      switch (block.label) {
        case "PRIVATE KEY" -> {
          return privateKey(block.octets, pem);
        }
        case "RSA PRIVATE KEY" -> {
          return privateKey(Pkcs8.ofRsa(block.octets), pem);
        }
        case "EC PRIVATE KEY" -> {
          return privateKey(Pkcs8.ofEc(block.octets), pem);
        }
        default -> {} // parameters, certificates
      }
    }
    throw new IllegalArgumentException(
        pem.source()
            + " holds no private key that can be read without a password; PEM is expected:"
            + " -----BEGIN PRIVATE KEY-----");
  }

  private static PrivateKey privateKey(byte[] pkcs8, Pem pem) throws GeneralSecurityException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8);
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException other) {
        // of another kind
      }
    }
    throw new IllegalArgumentException(
        pem.source() + " is neither an RSA, nor an EC, nor an Ed25519 key");
  }

  private static List<Block> blocks(Pem pem) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(pem.text().value());
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
    }
    return blocks;
  }

  private PemText() {}
}
