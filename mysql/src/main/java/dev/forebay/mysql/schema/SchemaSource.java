package dev.forebay.mysql.schema;

import dev.forebay.mysql.Database;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's schema, kept up to date with DDL from whatever side within a second.
 *
 * <p>A virtual thread asks twice a second for the server's counts of DDL statements, which takes
 * 0.3 ms with any number of tables, and reads the schema when they have grown (0.1 s with 1,000
 * tables). A count grows when its statement starts, so for a minute after that the schema is read
 * every time; an ALTER TABLE that runs for longer is seen up to ten seconds after its end. Reading
 * takes at most a tenth of the time: with several thousand tables the pauses grow.
 *
 * <p>While the database is away the last snapshot stays.
 */
public final class SchemaSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaSource.class);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long END_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Database database;
  private final Booleans booleans;
  private final DdlWatch watch = new DdlWatch();
  private final List<Consumer<Schema>> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Schema current;
  private volatile @Nullable InVain inVain;
  private boolean away;

  private SchemaSource(Database database, Booleans booleans) {
    this.database = database;
    this.booleans = booleans;
    this.current = read(1);
  }

  /** Reads the schema and begins to follow it. Errors of reading: FB4xx. */
  public static SchemaSource open(Database database) {
    return open(database, Booleans.BY_TYPE);
  }

  /** The same, with what is a boolean. */
  public static SchemaSource open(Database database, Booleans booleans) {
    SchemaSource source = new SchemaSource(database, booleans);
    Thread.ofVirtual().name("schema-source").start(source::follow);
    return source;
  }

  /** The newest snapshot; no I/O. */
  public Schema current() {
    return current;
  }

  /** Reads the schema now: {@link #current} then has all DDL that ended before the call. FB4xx. */
  public void refresh() {
    Schema changed = readAgain();
    if (changed != null) {
      listeners.forEach(listener -> tell(listener, changed));
    }
  }

  /**
   * Whether the schema is another than this snapshot, which a statement's error casts doubt on:
   * reads it again, unless that was in vain within the last second and no DDL began since. FB4xx.
   */
  public boolean isNewerThan(Schema doubted) {
    if (isCurrent(doubted)) {
      List<String> counts = database.read(DdlWatch::counts);
      InVain last = inVain;
      if (last == null || !last.holds(counts)) {
        refresh();
        inVain = isCurrent(doubted) ? new InVain(counts, System.nanoTime()) : null;
      }
    }
    return !isCurrent(doubted);
  }

  private boolean isCurrent(Schema snapshot) {
    return current.version() == snapshot.version();
  }

  /** A read that found nothing new, at a time when the server's counts of DDL were these. */
  private record InVain(List<String> counts, long at) {
    boolean holds(List<String> now) {
      return counts.equals(now) && System.nanoTime() - at < PATIENCE_NANOS;
    }
  }

  /** Calls the listener with every new snapshot from now on, in the thread that read it. */
  public void onChange(Consumer<Schema> listener) {
    listeners.add(listener);
  }

  /** Stops following; waits for a read that is under way, so that the pool may be closed next. */
  @Override
  public void close() {
    closed.countDown();
    if (!within(ended, END_NANOS)) {
      LOG.warn("A read of the schema is still under way");
    }
  }

  private void follow() {
    try {
      long pause = PAUSE_NANOS;
      while (!within(closed, pause)) {
        long start = System.nanoTime();
        check();
        pause = Math.max(PAUSE_NANOS, 9 * (System.nanoTime() - start));
      }
    } finally {
      ended.countDown();
    }
  }

  private static boolean within(CountDownLatch latch, long nanos) {
    try {
      return latch.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread", e);
    }
  }

  private void check() {
    try {
      if (database.read(watch::suspectsChange)) {
        refresh();
      }
      away = false;
    } catch (RuntimeException e) {
      logOnce(e);
    }
  }

  private static void tell(Consumer<Schema> listener, Schema schema) {
    try {
      listener.accept(schema);
    } catch (RuntimeException e) {
      LOG.error("A listener to schema changes failed", e);
    }
  }

  private void logOnce(RuntimeException e) {
    if (!away && closed.getCount() > 0) {
      LOG.warn("The schema cannot be read; the last one stays in use", e);
    }
    away = true;
  }

  /** The new snapshot, or null where it is like the current one. */
  private synchronized @Nullable Schema readAgain() {
    Schema now = read(current.version() + 1);
    if (now.isLike(current)) {
      return null;
    }
    current = now;
    return now;
  }

  private Schema read(long version) {
    return database.read(
        session -> {
          Map<String, Table> declared = new SchemaReader(session).tables();
          Map<String, Map<String, Origin>> origins =
              ViewReader.origins(session, database.name(), declared);
          Map<String, Table> tables = booleans.in(declared, origins);
          return new Schema(
              database.name(),
              version,
              tables,
              new RoutineReader(session).routines(tables),
              origins);
        });
  }
}
