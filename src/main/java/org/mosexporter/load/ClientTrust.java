package org.mosexporter.load;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.mosexporter.config.IpAddress;
import org.mosexporter.config.WebConfig.Pem;
import org.mosexporter.config.WebConfig.Tls;

/**
 * Which certificates of clients are good: those of the authorities where the configuration verifies
 * them, any where it does not; and of these, where names are listed, those that bear one of them.
 */
final class ClientTrust extends X509ExtendedTrustManager {
  private static final int MAIL = 1;
  private static final int DNS = 2;
  private static final int URI = 6;
  private static final int IP = 7;
  private static final Set<Integer> NAMES = Set.of(MAIL, DNS, URI, IP);

  private final X509ExtendedTrustManager authorities;
  private final boolean verifies;
  private final List<String> allowedSans;

  ClientTrust(Tls tls) throws GeneralSecurityException, java.io.IOException {
    authorities = authorities(tls.clientCa());
    verifies = tls.clientAuth().verifies();
    allowedSans = tls.allowedSans();
  }

  /** Trusts what these certificates signed; without them what the JDK trusts. */
  static X509ExtendedTrustManager authorities(Optional<Pem> certificates)
      throws GeneralSecurityException, java.io.IOException {
    KeyStore store = null;
    if (certificates.isPresent()) {
      store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (X509Certificate one : PemText.certificates(certificates.get())) {
        store.setCertificateEntry("authority " + store.size(), one);
      }
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    if (verifies) {
      authorities.checkClientTrusted(chain, authType, engine);
    }
    checkNames(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (verifies) {
      authorities.checkClientTrusted(chain, authType);
    }
    checkNames(chain[0]);
  }

  private void checkNames(X509Certificate certificate) throws CertificateException {
    if (!allowedSans.isEmpty() && names(certificate).stream().noneMatch(allowedSans::contains)) {
      throw new CertificateException("none of client_allowed_sans is in the client's certificate");
    }
  }

  private static Set<String> names(X509Certificate certificate) throws CertificateException {
    Set<String> names = new TreeSet<>();
    var all = certificate.getSubjectAlternativeNames();
    for (List<?> name : all == null ? List.<List<?>>of() : all) {
      if (NAMES.contains(name.getFirst()) && name.get(1) instanceof String text) {
        names.add(name.getFirst().equals(IP) ? IpAddress.parse(text).toString() : text);
      }
    }
    return names;
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return verifies ? authorities.getAcceptedIssuers() : new X509Certificate[0];
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw ofServer();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw ofServer();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw ofServer();
  }

  private static CertificateException ofServer() {
    return new CertificateException("a server does not ask this");
  }
}
