package dev.forebay.data.write;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.cache.Cache;
import dev.forebay.data.sql.Server;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.Work;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs write transactions by the cache protocol: the intents of what is touched are placed before
 * COMMIT and ended behind it, or after ROLLBACK. Where it is unknown whether the COMMIT took effect
 * they stay, until the cache has settled them.
 */
public final class Transactions {
  private final Database database;
  private final Cache cache;
  private final boolean nameable;

  /**
   * Transactions on a database.
   *
   * @param server whose; only MariaDB tells a transaction's name with its COMMIT
   */
  public Transactions(Database database, Cache cache, Server server) {
    this.database = database;
    this.cache = cache;
    this.nameable = server == Server.MARIADB;
  }

  /** Runs work in a transaction, once. */
  public <T> T once(Function<Change, T> work) {
    return run(work, database::transaction);
  }

  /** Runs work in a transaction, and again where it was the victim of a deadlock. */
  public <T> T retrying(Function<Change, T> work) {
    return run(work, database::transactionRetrying);
  }

  private <T> T run(Function<Change, T> work, Function<Work<T>, T> transaction) {
    AtomicReference<@Nullable Change> last = new AtomicReference<>();
    try {
      T result = transaction.apply(session -> told(work, next(session, last)));
      end(last, Change::ended);
      return result;
    } catch (ForebayException e) {
      boolean unknown = e.code() == ErrorCode.COMMIT_UNKNOWN;
      end(last, unknown ? Change::unknown : Change::rolledBack);
      throw e;
    }
  }

  private static <T> T told(Function<Change, T> work, Change change) {
    T result = work.apply(change);
    change.awaitTold();
    return result;
  }

  /**
   * The next attempt. Each has intents of its own: those of one that was rolled back have no row
   * lock behind them any more, so they may be settled at any time.
   */
  private Change next(Session session, AtomicReference<@Nullable Change> last) {
    end(last, Change::rolledBack);
    Change next = new Change(session, cache.begin(), cache.follows(), nameable && cache.follows());
    last.set(next);
    return next;
  }

  private static void end(AtomicReference<@Nullable Change> last, Consumer<Change> ending) {
    Change change = last.getAndSet(null);
    if (change != null) {
      ending.accept(change);
    }
  }
}
