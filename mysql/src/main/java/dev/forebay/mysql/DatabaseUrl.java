package dev.forebay.mysql;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database's address, read from {@code mariadb://host:port/name?option=value}.
 *
 * @param host a name or an address; IPv6 without brackets
 * @param port the port
 * @param name the database's name
 * @param options of the connection, by name
 */
public record DatabaseUrl(String host, int port, String name, Map<String, String> options) {
  static final String OPTIONS =
      "sslMode, serverSslCert, trustStore, trustStorePassword, trustStoreType, keyStore,"
          + " keyStorePassword, keyStoreType, serverRsaPublicKeyFile, allowPublicKeyRetrieval";
  private static final List<String> KNOWN_OPTIONS = Arrays.asList(OPTIONS.split(",\\s*"));
  private static final List<String> SCHEMES = List.of("mariadb", "mysql");
  private static final int DEFAULT_PORT = 3306;
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_$-]{1,64}");

  /** Copies the map. */
  public DatabaseUrl {
    options = Map.copyOf(options);
  }

  /** Reads the URL, or throws an IllegalArgumentException that says what is wrong with it. */
  static DatabaseUrl parse(String url) {
    URI uri = uri(url);
    String host = uri.getHost();
    if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || host == null) {
      throw wrong("must look like mariadb://host:3306/name");
    }
    if (uri.getRawUserInfo() != null) {
      throw wrong("must not hold the user or password; set them as user and password");
    }
    int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
    if (port < 1 || port > 65535) {
      throw wrong("must have a port between 1 and 65535");
    }
    return new DatabaseUrl(
        host.replaceAll("[\\[\\]]", ""), port, name(uri.getPath()), options(uri.getQuery()));
  }

  /** Whether the server is on this machine, where nobody can pose as it. */
  boolean isLoopback() {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d+){3}");
  }

  /** The driver's form. Options go beside it as properties, so that no value needs escaping. */
  String jdbcUrl() {
    return "jdbc:mariadb://address=(host=%s)(port=%d)(type=primary)/%s".formatted(host, port, name);
  }

  /** Where the server is, for messages. */
  String server() {
    return host + ":" + port;
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      // The exception's own text would repeat the URL, which may hold a secret.
      throw wrong("is not a URL (see its character " + (e.getIndex() + 1) + ")");
    }
  }

  private static String name(@Nullable String path) {
    String name = path == null || path.isEmpty() ? "" : path.substring(1);
    if (!NAME.matcher(name).matches()) {
      throw wrong("must end with the database's name, of letters, digits, _, $ and -");
    }
    return name;
  }

  private static Map<String, String> options(@Nullable String query) {
    Map<String, String> options = new TreeMap<>();
    if (query != null) {
      for (String option : query.split("&", -1)) {
        String[] pair = option.split("=", 2);
        if (pair.length < 2 || !KNOWN_OPTIONS.contains(pair[0])) {
          throw wrong("has the option " + pair[0] + "; options are " + OPTIONS);
        }
        options.put(pair[0], pair[1]);
      }
    }
    return options;
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("url " + what);
  }

  @Override
  public String toString() {
    return "mariadb://" + server() + "/" + name;
  }
}
