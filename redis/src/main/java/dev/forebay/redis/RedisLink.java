package dev.forebay.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.KeyScanOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandKeyword;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * One socket to Redis, which all threads share: commands are pipelined and answered in the order in
 * which they were sent. It never reconnects, so what was learned over a link (an epoch, that an
 * intent stands) was learned from the server that all its answers come from; {@link Redis} opens
 * the next one.
 *
 * <p>A command that misses the deadline makes the link {@linkplain #answers() suspect} until a
 * probe in the background is answered: a Redis that hangs costs the requests that were under way
 * one deadline each, and the later ones nothing.
 */
public final class RedisLink {
  private static final ByteArrayCodec CODEC = ByteArrayCodec.INSTANCE;

  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final Duration deadline;
  private final ServerInfo server;
  private final Runnable onSuspicion;

  /**
   * CACHING is about the very next command of the connection, and a batch does not keep the
   * commands of other threads out: those share the lock, and who needs the order has it alone.
   */
  private final StampedLock order = new StampedLock();

  private final Executor resending;
  private volatile boolean suspect;

  private RedisLink(
      StatefulRedisConnection<byte[], byte[]> connection,
      Duration deadline,
      ServerInfo server,
      Runnable onSuspicion) {
    this.connection = connection;
    this.deadline = deadline;
    this.server = server;
    this.onSuspicion = onSuspicion;
    this.resending = connection.getResources().eventExecutorGroup().next();
  }

  /** A link over a fresh connection, once the server has said who it is. */
  static RedisLink over(
      StatefulRedisConnection<byte[], byte[]> connection,
      Duration deadline,
      Duration patience,
      Runnable onSuspicion) {
    var info = info();
    connection.dispatch(info);
    return new RedisLink(connection, deadline, server(info, patience), onSuspicion);
  }

  /** The server as it was when the link was opened; a link ends when this changes. */
  public ServerInfo server() {
    return server;
  }

  /** Whether Redis answered in time when last asked: false while it hangs or the link is cut. */
  public boolean answers() {
    return !suspect && connection.isOpen();
  }

  /**
   * Sends again what the server did not know, in the order in which it has said so. On another
   * thread than that which reads the answers: that one would write at once, in between what the
   * others have queued.
   */
  private void resend(RedisCommand<byte[], byte[], ?> command) {
    resending.execute(() -> dispatch(() -> connection.dispatch(command)));
  }

  private void dispatch(Runnable sending) {
    long shared = order.readLock();
    try {
      sending.run();
    } finally {
      order.unlockRead(shared);
    }
  }

  /**
   * A field of a hash, or null where there is none.
   *
   * @throws RedisUnavailableException where Redis does not answer in time, or refuses
   */
  public byte @Nullable [] hget(byte[] key, byte[] field) {
    var command = hget(new HashField(key, field));
    dispatch(() -> connection.dispatch(command));
    return await(command);
  }

  /**
   * Asks for many fields in one flush, without waiting, as {@link #send} does with scripts: the
   * answers, each null where there is no such field.
   */
  public List<CompletableFuture<byte @Nullable []>> hget(List<HashField> fields) {
    var commands = fields.stream().map(RedisLink::hget).toList();
    dispatch(() -> connection.dispatch(commands));
    return List.copyOf(commands);
  }

  /**
   * From now on tells of changes of what {@link #hgetTracked} reads. Once at most, and only with
   * {@link RedisSettings#tracking}.
   *
   * @throws RedisUnavailableException where Redis does not answer in time, or refuses
   */
  public void track(Invalidations listener) {
    connection.addListener(new Pushes(listener));
    var on =
        new AsyncCommand<>(
            new Command<>(
                CommandType.CLIENT,
                new StatusOutput<>(CODEC),
                new CommandArgs<>(CODEC).add("TRACKING").add("ON").add("OPTIN")));
    connection.dispatch(on);
    await(on);
  }

  /** The same as {@link #hget}, and Redis tells once when the key changes afterwards. */
  public byte @Nullable [] hgetTracked(byte[] key, byte[] field) {
    var caching =
        new AsyncCommand<>(
            new Command<>(
                CommandType.CLIENT,
                new StatusOutput<>(CODEC),
                new CommandArgs<>(CODEC).add("CACHING").add("YES")));
    var command = hget(new HashField(key, field));
    long alone = order.writeLock();
    try {
      connection.dispatch(List.of(caching, command));
    } finally {
      order.unlockWrite(alone);
    }
    return await(command);
  }

  private static AsyncCommand<byte[], byte[], byte @Nullable []> hget(HashField field) {
    return new AsyncCommand<>(
        new Command<>(
            CommandType.HGET,
            new ValueOutput<>(CODEC),
            new CommandArgs<>(CODEC).addKey(field.key()).add(field.field())));
  }

  /**
   * A page of about so many keys, from a cursor.
   *
   * @throws RedisUnavailableException where Redis does not answer in time, or refuses
   */
  public KeyPage scan(String cursor, int about) {
    var command =
        new AsyncCommand<byte[], byte[], KeyScanCursor<byte[]>>(
            new Command<>(
                CommandType.SCAN,
                new KeyScanOutput<>(CODEC),
                new CommandArgs<>(CODEC).add(cursor).add(CommandKeyword.COUNT).add(about)));
    dispatch(() -> connection.dispatch(command));
    KeyScanCursor<byte[]> page = await(command);
    return new KeyPage(page.getKeys(), page.getCursor());
  }

  /**
   * Runs a script.
   *
   * @throws RedisUnavailableException where Redis does not answer in time
   */
  public ScriptReply call(ScriptCall call) {
    return call(call, deadline);
  }

  /** The same, with a limit of the caller's in place of the deadline. */
  public ScriptReply call(ScriptCall call, Duration limit) {
    return await(send(List.of(call)).getFirst(), limit);
  }

  /**
   * Sends scripts in one flush, without waiting: they run in this order, and after what this thread
   * sent before. {@link #await} waits for an answer.
   *
   * @return the answers, which fail with {@link RedisUnavailableException} where the link is cut
   */
  public List<CompletableFuture<ScriptReply>> send(List<ScriptCall> calls) {
    List<PendingReply> replies =
        calls.stream().map(call -> new PendingReply(call, this::resend)).toList();
    var commands = replies.stream().map(PendingReply::evalsha).toList();
    dispatch(() -> connection.dispatch(commands));
    return List.copyOf(replies);
  }

  /**
   * The answer, once it is there.
   *
   * @throws RedisUnavailableException where it is not there within the deadline
   */
  public <T extends @Nullable Object> T await(Future<T> answer) {
    return await(answer, deadline);
  }

  /** The same, with a limit of the caller's in place of the deadline. */
  public <T extends @Nullable Object> T await(Future<T> answer, Duration limit) {
    try {
      return get(answer, limit);
    } catch (TimeoutException e) {
      suspect = true;
      onSuspicion.run();
      throw new RedisUnavailableException("Redis did not answer within " + limit, e);
    }
  }

  /**
   * Whether the same server still answers, given more time than a request has. If so, the link is
   * no longer suspect.
   */
  boolean probe(Duration patience) {
    try {
      var info = info();
      dispatch(() -> connection.dispatch(info));
      boolean same = server(info, patience).equals(server);
      suspect = !same;
      return same;
    } catch (RedisUnavailableException e) {
      return false;
    }
  }

  void close() {
    connection.close();
  }

  private static AsyncCommand<byte[], byte[], String> info() {
    return new AsyncCommand<>(new Command<>(CommandType.INFO, new StatusOutput<>(CODEC)));
  }

  private static ServerInfo server(Future<String> info, Duration patience) {
    try {
      return ServerInfo.parse(get(info, patience));
    } catch (TimeoutException e) {
      throw new RedisUnavailableException("Redis did not answer within " + patience, e);
    }
  }

  private static <T extends @Nullable Object> T get(Future<T> answer, Duration limit)
      throws TimeoutException {
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new RedisUnavailableException("Redis refused: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisUnavailableException("interrupted while waiting for Redis", e);
    }
  }
}
