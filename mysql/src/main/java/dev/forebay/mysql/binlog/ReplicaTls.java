package dev.forebay.mysql.binlog;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.network.DefaultSSLSocketFactory;
import com.github.shyiko.mysql.binlog.network.SSLMode;
import dev.forebay.mysql.DatabaseUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS for the connection that reads the binlog, by the options that the database's URL has. */
final class ReplicaTls extends DefaultSSLSocketFactory {
  private final Map<String, String> options;

  private ReplicaTls(Map<String, String> options) {
    super("TLS");
    this.options = options;
  }

  /** Sets the connection up as MariaDB Connector/J sets up the others. */
  static void configure(BinaryLogClient client, DatabaseUrl url) {
    SSLMode mode = mode(url.options().getOrDefault("sslMode", "disable"));
    client.setSSLMode(mode);
    if (mode == SSLMode.VERIFY_CA || mode == SSLMode.VERIFY_IDENTITY) {
      client.setSslSocketFactory(new ReplicaTls(url.options()));
    }
  }

  private static SSLMode mode(String mode) {
    return switch (mode) {
      case "disable", "false", "0" -> SSLMode.DISABLED;
      case "trust" -> SSLMode.REQUIRED;
      case "verify-ca" -> SSLMode.VERIFY_CA;
      default -> SSLMode.VERIFY_IDENTITY;
    };
  }

  @Override
  protected void initSSLContext(SSLContext context) throws GeneralSecurityException {
    try {
      context.init(keys(), trusted(), null);
    } catch (IOException e) {
      throw new GeneralSecurityException("A key store or certificate cannot be read", e);
    }
  }

  private TrustManager[] trusted() throws GeneralSecurityException, IOException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    String certificate = options.get("serverSslCert");
    factory.init(certificate == null ? store("trustStore") : storeOf(certificate));
    return factory.getTrustManagers();
  }

  private KeyManager @Nullable [] keys() throws GeneralSecurityException, IOException {
    KeyStore store = store("keyStore");
    if (store == null) {
      return null;
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password("keyStore"));
    return factory.getKeyManagers();
  }

  private @Nullable KeyStore store(String option) throws GeneralSecurityException, IOException {
    String file = options.get(option);
    if (file == null) {
      return null;
    }
    KeyStore store =
        KeyStore.getInstance(options.getOrDefault(option + "Type", KeyStore.getDefaultType()));
    try (InputStream bytes = Files.newInputStream(Path.of(file.replaceFirst("^file:", "")))) {
      store.load(bytes, password(option));
    }
    return store;
  }

  private char @Nullable [] password(String option) {
    String password = options.get(option + "Password");
    return password == null ? null : password.toCharArray();
  }

  /** The certificates of a PEM file, or of the option's own text. */
  private static KeyStore storeOf(String certificate) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    byte[] bytes =
        certificate.startsWith("-----BEGIN")
            ? certificate.getBytes(StandardCharsets.UTF_8)
            : Files.readAllBytes(Path.of(certificate));
    for (Certificate each :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes))) {
      store.setCertificateEntry("server-" + store.size(), each);
    }
    return store;
  }
}
