package dev.forebay.mysql.binlog;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.BinaryLogClient.AbstractLifecycleListener;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.network.AuthenticationException;
import com.github.shyiko.mysql.binlog.network.ServerException;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.mysql.DatabaseSettings;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection as a replica, by mysql-binlog-connector-java: it logs in, asks for the log, and
 * hands on each event. Everything else that the connector offers is switched off: it would swallow
 * what its listeners throw, pass over events it cannot parse, and connect again by itself.
 */
final class EventConnection implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  /** A replica's id must be its own; those of real servers are small. */
  private static final long LEAST_SERVER_ID = 1L << 31;

  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger CONNECTOR = Logger.getLogger(BinaryLogClient.class.getPackageName());

  private static final int POSITION_LOST = 1236;
  private static final int LOG_NOT_FOUND = 1373;
  private static final int NO_PRIVILEGE = 1227;

  private final BinaryLogClient client;
  private final BinlogPosition from;
  private final Consumer<RawEvent> sink;
  private final boolean follow;
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;

  private EventConnection(
      DatabaseSettings settings, BinlogPosition from, Consumer<RawEvent> sink, boolean follow) {
    this.client = client(settings);
    this.from = from;
    this.sink = sink;
    this.follow = follow;
    client.setBlocking(follow);
    begin(from);
    client.registerEventListener(this::take);
    client.registerLifecycleListener(new Failures());
  }

  /** A connection that waits for more at the log's end. */
  static EventConnection following(
      DatabaseSettings settings, BinlogPosition from, Consumer<RawEvent> sink) {
    return new EventConnection(settings, from, sink, true);
  }

  /** A connection that only reads what is there, and hands on nothing. */
  static EventConnection toTheEnd(DatabaseSettings settings, BinlogPosition from) {
    return new EventConnection(settings, from, event -> {}, false);
  }

  /** Reads until the end or until it is closed from this side; throws why it ended otherwise. */
  void run() {
    try {
      client.connect();
    } catch (IOException | IllegalStateException e) {
      fail(e);
    }
    Throwable reason = failure;
    if (!closed && (follow || reason != null)) {
      throw reason instanceof RuntimeException known ? known : error(reason);
    }
  }

  @Override
  public void close() {
    closed = true;
    disconnect();
  }

  private void disconnect() {
    try {
      client.disconnect();
    } catch (IOException e) {
      // The socket is closed either way.
      fail(e);
    }
  }

  private static BinaryLogClient client(DatabaseSettings settings) {
    // What it tells at lower levels is told here.
    CONNECTOR.setLevel(Level.SEVERE);
    var url = settings.parsedUrl();
    BinaryLogClient client =
        new BinaryLogClient(url.host(), url.port(), settings.user(), settings.password().value());
    client.setServerId(ThreadLocalRandom.current().nextLong(LEAST_SERVER_ID, 1L << 32));
    client.setEventDeserializer(new EventParser());
    client.setKeepAlive(false);
    client.setHeartbeatInterval(HEARTBEAT.toMillis());
    client.setConnectTimeout(settings.connectionTimeout().toMillis());
    client.setThreadFactory(Thread.ofVirtual().factory());
    client.setSocketFactory(EventConnection::socket);
    ReplicaTls.configure(client, url);
    return client;
  }

  private static Socket socket() throws java.net.SocketException {
    Socket socket = new Socket();
    socket.setSoTimeout((int) SILENCE.toMillis());
    socket.setTcpNoDelay(true);
    return socket;
  }

  private void begin(BinlogPosition position) {
    switch (position) {
      case BinlogPosition.Gtids gtids -> client.setGtidSet(gtids.set());
      case BinlogPosition.InFile file -> {
        client.setBinlogFilename(file.name());
        client.setBinlogPosition(file.offset());
      }
    }
  }

  private void take(Event event) {
    try {
      sink.accept(event.getData());
    } catch (RuntimeException e) {
      // The connector would log it and go on with the next event.
      fail(e);
      disconnect();
    }
  }

  private void fail(Throwable e) {
    if (failure == null) {
      failure = e;
    }
  }

  private RuntimeException error(@Nullable Throwable reason) {
    int code = reason instanceof ServerException server ? server.getErrorCode() : 0;
    return switch (code) {
      case POSITION_LOST, LOG_NOT_FOUND -> new PositionLostException(from, reason);
      case NO_PRIVILEGE -> BinlogErrors.privilege(reason);
      default ->
          reason instanceof AuthenticationException
              ? BinlogErrors.login(reason)
              : new ForebayException(
                  ErrorCode.DATABASE_UNAVAILABLE,
                  "The connection that reads the binlog has ended",
                  null,
                  "Check that the server admits replicas by the same address and TLS options",
                  reason);
    };
  }

  private final class Failures extends AbstractLifecycleListener {
    @Override
    public void onCommunicationFailure(BinaryLogClient client, Exception e) {
      fail(e);
    }

    @Override
    public void onEventDeserializationFailure(BinaryLogClient client, Exception e) {
      fail(e);
      disconnect();
    }
  }
}
