package dev.forebay.http.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A bare socket that speaks whatever bytes a test wants it to. */
final class RawClient implements AutoCloseable {
  private static final int DEADLINE_MILLIS = 30_000;

  private final Socket socket;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(DEADLINE_MILLIS);
  }

  /** Sends text, a character a byte, with {@code \n} made CRLF. */
  RawClient send(String text) throws IOException {
    return sendExactly(text.replace("\n", "\r\n"));
  }

  RawClient sendExactly(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Reads an answer's head, up to its empty line. */
  String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** Reads an answer whose body has a Content-Length. */
  String readAnswer() throws IOException {
    String head = readHead();
    int at = head.indexOf("Content-Length: ");
    if (at < 0) {
      return head;
    }
    String length = head.substring(at + 16, head.indexOf('\r', at));
    byte[] body = socket.getInputStream().readNBytes(Integer.parseInt(length));
    return head + new String(body, StandardCharsets.UTF_8);
  }

  /** Reads until the server closes; a reset counts as well. */
  String readToTheEnd() throws IOException {
    StringBuilder all = new StringBuilder();
    try {
      int next = socket.getInputStream().read();
      while (next >= 0) {
        all.append((char) next);
        next = socket.getInputStream().read();
      }
    } catch (SocketException reset) {
      all.append("<reset>");
    }
    return all.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
