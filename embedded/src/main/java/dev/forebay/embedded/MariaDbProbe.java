package dev.forebay.embedded;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.config.Secret;
import dev.forebay.base.process.LoopbackPort;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Asks whether the server takes a connection of our user to our database: the log-in of the MySQL
 * protocol, and nothing after it. It stands here because the driver is the business of another
 * module.
 *
 * <p>Source: MariaDB's "Connecting" page and MySQL's "Protocol::HandshakeV10",
 * "Protocol::HandshakeResponse41" and "Native Authentication".
 */
record MariaDbProbe(int port, String user, Secret password, String database) {
  /** LONG_PASSWORD, CONNECT_WITH_DB, PROTOCOL_41, SECURE_CONNECTION, PLUGIN_AUTH. */
  private static final int CAPABILITIES = 0x1 | 0x8 | 0x200 | 0x8000 | 0x80000;

  private static final int MAX_PACKET = 1 << 24;
  private static final int UTF8MB4 = 45;
  private static final int PROTOCOL_10 = 10;
  private static final int SHORTEST_GREETING = 60;
  private static final int OK = 0;
  private static final int ERROR = -1;
  private static final byte[] QUIT = {1};

  /**
   * False while it cannot be reached.
   *
   * @throws ForebayException FB804 if it answers, but refuses the log-in
   */
  boolean accepts() {
    try (Socket socket = LoopbackPort.connect(port)) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] greeting = readPacket(in);
      if (greeting.length < SHORTEST_GREETING || greeting[0] != PROTOCOL_10) {
        return false;
      }
      OutputStream out = socket.getOutputStream();
      out.write(packet(1, response(seed(greeting))));
      byte[] answer = readPacket(in);
      out.write(packet(0, QUIT));
      if (answer.length == 0 || answer[0] != OK) {
        throw refused(answer);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] readPacket(DataInputStream in) throws IOException {
    int length = in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
    in.readUnsignedByte();
    return in.readNBytes(length);
  }

  /** The 20 random bytes: 8 after version and thread id, 12 after 19 bytes of other fields. */
  private static byte[] seed(byte[] greeting) {
    int first = 1;
    while (greeting[first] != 0) {
      first++;
    }
    first += 5;
    byte[] seed = new byte[20];
    System.arraycopy(greeting, first, seed, 0, 8);
    System.arraycopy(greeting, first + 8 + 19, seed, 8, 12);
    return seed;
  }

  private byte[] response(byte[] seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writeInt(out, CAPABILITIES);
    writeInt(out, MAX_PACKET);
    out.write(UTF8MB4);
    out.writeBytes(new byte[23]);
    writeText(out, user);
    byte[] token = token(seed);
    out.write(token.length);
    out.writeBytes(token);
    writeText(out, database);
    writeText(out, "mysql_native_password");
    return out.toByteArray();
  }

  /** SHA1(password) XOR SHA1(seed + SHA1(SHA1(password))). */
  private byte[] token(byte[] seed) {
    byte[] once = sha1(password.value().getBytes(StandardCharsets.UTF_8));
    byte[] mask = sha1(seed, sha1(once));
    for (int i = 0; i < mask.length; i++) {
      mask[i] ^= once[i];
    }
    return mask;
  }

  private static byte[] sha1(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  private static byte[] packet(int sequence, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(payload.length);
    out.write(payload.length >> 8);
    out.write(payload.length >> 16);
    out.write(sequence);
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private static void writeInt(ByteArrayOutputStream out, int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write(value >> shift);
    }
  }

  private static void writeText(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.write(0);
  }

  private static ForebayException refused(byte[] answer) {
    return new ForebayException(
        ErrorCode.ENGINE_FAILED,
        "The embedded MariaDB refuses its own user",
        "Its answer to the log-in is " + description(answer) + ".",
        "See mariadb/engine.log in the data folder.",
        null);
  }

  /** An error's number; the server's own words stay out. */
  private static String description(byte[] answer) {
    return answer.length > 2 && answer[0] == ERROR
        ? "error " + ((answer[1] & 0xff) | (answer[2] & 0xff) << 8)
        : "neither OK nor an error";
  }
}
