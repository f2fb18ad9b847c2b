package dev.forebay.base.process;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** TCP ports on 127.0.0.1, the only address that child processes listen on. */
public final class LoopbackPort {
  /** The address. */
  public static final String HOST = "127.0.0.1";

  private static final InetAddress ADDRESS = InetAddress.ofLiteral(HOST);
  private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(1).toMillis();
  private static final int READ_MILLIS = (int) Duration.ofSeconds(2).toMillis();

  private LoopbackPort() {}

  /**
   * The wanted port, or a free one for 0. Another process may take it before the child does.
   *
   * @throws ForebayException FB802 if the wanted port is taken
   */
  public static int choose(int wanted, String title) {
    try (ServerSocket socket = new ServerSocket(wanted, 1, ADDRESS)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ForebayException(
          ErrorCode.PORT_IN_USE,
          "Port " + wanted + " for " + title + " is taken",
          e.getMessage(),
          "Choose another port, or 0 for a free one.",
          e);
    }
  }

  /** A connection with deadlines. */
  public static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(ADDRESS, port), CONNECT_MILLIS);
      socket.setSoTimeout(READ_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
