package dev.forebay.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script that Redis runs atomically. It must answer with an array.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/eval-intro/">Scripting with
 *     Lua</a>
 */
public final class Script {
  private final byte[] source;
  private final byte[] digest;

  private Script(byte[] source) {
    this.source = source;
    this.digest = HexFormat.of().formatHex(sha1(source)).getBytes(StandardCharsets.US_ASCII);
  }

  /** The script in a resource beside a class. */
  public static Script resource(Class<?> neighbour, String name) {
    try (InputStream stream = neighbour.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalArgumentException("no resource " + name + " beside " + neighbour);
      }
      return new Script(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] source() {
    return source;
  }

  /** What EVALSHA takes: the SHA-1 of the source in hexadecimal. */
  byte[] digest() {
    return digest;
  }

  private static byte[] sha1(byte[] source) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(source);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
