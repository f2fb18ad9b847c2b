package dev.forebay.http.server;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection's surroundings as Helidon made them, with two differences: requests go to our {@link
 * Dispatcher}, and every wait for the client has a deadline.
 *
 * <p>A connection goes IDLE → HEAD → EXCHANGE → IDLE, and at last LINGER. In IDLE, HEAD and LINGER
 * one deadline covers the state as a whole, so that a client cannot stretch it by sending a byte
 * now and then; in EXCHANGE each read and write has its own, and there is none while a handler
 * computes. The fields are written by the connection's thread and read by {@link DeadlineWatch}'s.
 */
final class WatchedContext implements ConnectionContext {
  private enum State {
    IDLE,
    HEAD,
    EXCHANGE,
    LINGER
  }

  private static final Logger LOG = LoggerFactory.getLogger(WatchedContext.class);
  private static final long NEVER = Long.MAX_VALUE;

  private final ConnectionContext helidon;
  private final Router router;
  private final Patience patience;
  private final HelidonSocket socket;
  private final PeerInfo remotePeer;
  private final DataReader reader;
  private final DataWriter writer;

  private volatile State state = State.IDLE;
  private volatile long deadline = NEVER;

  WatchedContext(ConnectionContext helidon, Router router, Patience patience) {
    this.helidon = helidon;
    this.router = router;
    this.patience = patience;
    this.socket = helidon.serverSocket();
    this.remotePeer = helidon.remotePeer();
    this.reader = new BoundedReader(this::read);
    this.writer = new WatchedWriter(helidon.dataWriter(), this);
  }

  /** The next request may come; called before the first one and after each answer. */
  void awaitRequest() {
    state = State.IDLE;
    deadline = in(patience.idle());
  }

  /** A request's headers are complete. */
  void beginExchange() {
    state = State.EXCHANGE;
    deadline = NEVER;
  }

  /** Starts to wait for the client to send or to take some bytes. */
  void awaitClient() {
    deadline = in(patience.client());
  }

  /** The client did its part. */
  void clientDone() {
    deadline = NEVER;
  }

  /** Throws away what the client still sends, until it is quiet or has closed. */
  void linger() {
    state = State.LINGER;
    long end = in(Patience.LINGER);
    try {
      byte[] bytes;
      do {
        deadline = Math.min(end, in(Patience.LINGER_QUIET));
        bytes = socket.get();
      } while (bytes != null && end - System.nanoTime() > 0);
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("The client is gone.", e);
    }
  }

  /** Ends the connection, unless a request is being read or answered. Any thread. */
  void closeIfIdle() {
    if (state == State.IDLE || state == State.LINGER) {
      closeSocket();
    }
  }

  /** Ends the connection if its deadline has passed. Any thread. */
  void closeIfOverdue(long now) {
    long due = deadline;
    if (due != NEVER && now - due > 0) {
      deadline = NEVER;
      closeSocket();
    }
  }

  /** Ends the connection, whatever it does. Any thread. */
  void closeSocket() {
    try {
      socket.close();
    } catch (UncheckedIOException e) {
      LOG.debug("The connection was closed already.", e);
    }
  }

  private static long in(long nanos) {
    return System.nanoTime() + nanos;
  }

  /** The next bytes from the client, or null where it closed the connection between requests. */
  private byte[] read() {
    if (state == State.EXCHANGE) {
      awaitClient();
    }
    byte[] bytes = bytesFromSocket();
    switch (state) {
      case EXCHANGE -> clientDone();
      case IDLE -> {
        state = State.HEAD;
        deadline = in(patience.client());
      }
      case HEAD, LINGER -> {}
    }
    return bytes;
  }

  private byte[] bytesFromSocket() {
    try {
      byte[] bytes = socket.get();
      if (bytes == null) {
        throw new CloseConnectionException("The client closed the connection.");
      }
      return bytes;
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("The client is gone.", e);
    }
  }

  @Override
  public Router router() {
    return router;
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public DataWriter dataWriter() {
    return writer;
  }

  @Override
  public HelidonSocket serverSocket() {
    return socket;
  }

  @Override
  public ListenerContext listenerContext() {
    return helidon.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return helidon.executor();
  }

  @Override
  public PeerInfo remotePeer() {
    return remotePeer;
  }

  @Override
  public PeerInfo localPeer() {
    return helidon.localPeer();
  }

  @Override
  public boolean isSecure() {
    return helidon.isSecure();
  }

  @Override
  public String socketId() {
    return helidon.socketId();
  }

  @Override
  public String childSocketId() {
    return helidon.childSocketId();
  }
}
