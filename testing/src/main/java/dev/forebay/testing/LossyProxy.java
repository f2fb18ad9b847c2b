package dev.forebay.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Stands between a node and a server: can be slow, cut what goes through it, or lead elsewhere. */
public final class LossyProxy implements AutoCloseable {
  private static final int CHUNK = 1 << 14;

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile long delayNanos;

  private LossyProxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** A proxy of a server on this machine. */
  public static LossyProxy to(int port) {
    try {
      LossyProxy proxy =
          new LossyProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Everything takes this long, in each direction, from now on. */
  public void delay(long millis) {
    delayNanos = millis * 1_000_000;
  }

  /** New connections lead to another server; those that there are stay where they are. */
  public void leadTo(int port) {
    target = port;
  }

  /** Ends all connections; new ones are taken. */
  public void cut() {
    open.forEach(LossyProxy::close);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        // This was closed.
        cut();
      }
    }
  }

  private void connect(Socket client) {
    open.add(client);
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(server);
      Thread.ofVirtual().start(() -> pump(client, server));
      Thread.ofVirtual().start(() -> pump(server, client));
    } catch (IOException e) {
      // The server is away: the client sees its connection end.
      open.remove(client);
      close(client);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] chunk = new byte[CHUNK];
    try {
      for (int n = from.getInputStream().read(chunk);
          n > 0;
          n = from.getInputStream().read(chunk)) {
        if (delayNanos > 0) {
          LockSupport.parkNanos(delayNanos);
        }
        to.getOutputStream().write(chunk, 0, n);
      }
    } catch (IOException e) {
      // Either end has gone; so does the other.
    } finally {
      close(from);
      close(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
