package dev.forebay.mysql.tailer;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.binlog.BinlogPosition;
import dev.forebay.mysql.binlog.BinlogScope;
import dev.forebay.mysql.binlog.BinlogSupport;
import dev.forebay.mysql.binlog.BinlogSupport.Obstacle;
import dev.forebay.mysql.binlog.PositionLostException;
import dev.forebay.mysql.migration.TableScripts;
import dev.forebay.mysql.tailer.TailerStatus.Role;
import dev.forebay.mysql.tailer.TailerTable.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's part in the reading of the binlog. Of all nodes on a database one at a time holds the
 * lease, a row of {@code forebay_tailer}, and reads; it renews the lease with each heartbeat. The
 * others look at the row as often, and one of them takes over where the heartbeats end. If two
 * should read for a moment, changes are told twice, which does no harm; a heartbeat names its term,
 * so the older of the two stops with its next one.
 *
 * <p>Also a node that does not read can say how far the reading has come, by the server's clock: a
 * heartbeat that has come through the binlog, and is done with, is stored with the next one.
 *
 * <p>{@link #next} and {@link #processed} are for one thread, the rest for any.
 */
public final class Tailer implements AutoCloseable {
  /** What this and {@link CascadeTable} need in the database. */
  public static final TableScripts TABLES =
      TableScripts.of(Tailer.class, "V1__tailer.sql", "V2__cascades.sql");

  private static final Logger LOG = LoggerFactory.getLogger(Tailer.class);
  private static final long NONE = -1;
  private static final Duration SETTINGS_PAUSE = Duration.ofSeconds(2);
  private static final String OTHER_SERVER = "the database is another server by now";

  private final Database database;
  private final DatabaseSettings address;
  private final TailerTable table;
  private final BinlogScope scope;
  private final TailerSettings settings;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Tenure tenure;

  /** Of the server whose log is read; none while the reading must begin anew. */
  private long era = NONE;

  private Optional<Obstacle> obstacle = Optional.empty();
  private Instant settingsAsked = Instant.EPOCH;

  private volatile @Nullable Instant reached;
  private volatile @Nullable String problem;

  private Tailer(
      Database database,
      DatabaseSettings address,
      BinlogScope scope,
      TailerSettings settings,
      InstantSource clock) {
    this.database = database;
    this.address = address;
    this.table = TailerTable.open(database);
    this.scope = scope;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A tailer with two connections of its own, so that heartbeats do not wait behind requests. FB4xx
   * where the database is away.
   *
   * @param address of the database
   * @param scope what is of interest
   */
  public static Tailer open(
      Database database,
      DatabaseSettings address,
      BinlogScope scope,
      TailerSettings settings,
      InstantSource clock) {
    Database own = database.withOwnConnections(2);
    try {
      return new Tailer(own, address, scope, settings, clock);
    } catch (ForebayException e) {
      own.close();
      throw e;
    }
  }

  /**
   * The next events, in order. Waits for the first; so as long as another node reads. None once
   * this is closed.
   *
   * @throws ForebayException FB4xx where the log or the lease cannot be read now; call again
   */
  public List<TailedEvent> next() throws InterruptedException {
    List<TailedEvent> events = List.of();
    while (events.isEmpty() && closed.getCount() > 0) {
      try {
        requireReadable();
        Tenure held = tenure;
        events = held == null ? follow() : hold(held);
        problem = null;
      } catch (ForebayException e) {
        problem = e.getMessage();
        if (closed.getCount() > 0) {
          throw e;
        }
      }
    }
    events.forEach(this::note);
    return events;
  }

  /** Everything that {@link #next} has told is done with. It is stored with the next heartbeat. */
  public void processed() {
    Tenure held = tenure;
    if (held != null) {
      held.processed();
    }
  }

  /** What this node does. */
  public TailerStatus status() {
    Role role = tenure == null ? Role.FOLLOWING : Role.TAILING;
    return new TailerStatus(role, reached, problem);
  }

  /** Stops; another node takes over at once. */
  @Override
  public void close() {
    closed.countDown();
    synchronized (this) {
      Tenure held = tenure;
      if (held != null) {
        release(held);
      }
    }
    database.close();
  }

  private static void release(Tenure held) {
    try {
      held.close();
    } catch (ForebayException e) {
      LOG.warn("The lease of the binlog's reader could not be given back: {}", e.getMessage());
    }
  }

  private void note(TailedEvent event) {
    if (event instanceof TailedEvent.Reached(Instant instant)) {
      reached = instant;
    }
  }

  private List<TailedEvent> hold(Tenure held) throws InterruptedException {
    if (held.lost()) {
      LOG.info("Another node reads the binlog");
      stopReading();
      return List.of();
    }
    if (era != database.era()) {
      return beginAgain(held, OTHER_SERVER);
    }
    try {
      return held.next();
    } catch (PositionLostException e) {
      LOG.warn("{}; reading goes on at the log's end", e.getMessage());
      return beginAgain(held, "the binlog does not go on from where it was left");
    }
  }

  /** The lease is still there, unless this took so long that another node has taken it. */
  private List<TailedEvent> beginAgain(Tenure held, String lost) {
    held.abandon();
    era = NONE;
    if (table.read().term() != held.term()) {
      tenure = null;
      return List.of();
    }
    return begin(held.term(), null, lost);
  }

  /**
   * FB503 where the server's settings are such that its log cannot be read as it is. Only sessions
   * that begin later have them; but those that are there say nothing of other clients' sessions.
   */
  private void requireReadable() throws InterruptedException {
    Instant now = clock.instant();
    if (Duration.between(settingsAsked, now).compareTo(SETTINGS_PAUSE) >= 0) {
      Optional<Obstacle> found = BinlogSupport.of(database).setting();
      settingsAsked = now;
      if (obstacle.isPresent() && found.isEmpty()) {
        database.renewConnections();
      }
      obstacle = found;
    }
    if (obstacle.isPresent()) {
      stopReading();
      var _ = closed.await(settings.pause().toNanos(), TimeUnit.NANOSECONDS);
      throw new ForebayException(
          ErrorCode.BINLOG_UNREADABLE, "The database's binlog cannot be read: " + obstacle.get());
    }
  }

  private void stopReading() {
    Tenure held = tenure;
    if (held != null) {
      held.abandon();
      tenure = null;
    }
  }

  private List<TailedEvent> follow() throws InterruptedException {
    Instant asked = clock.instant();
    Entry entry = table.read();
    if (entry.isFree(settings.lease())
        && table.take(settings.node(), entry.term(), settings.lease())) {
      return begin(entry);
    }
    if (entry.staleness() != null) {
      reached = asked.minus(entry.staleness());
    }
    var _ = closed.await(settings.pause().toNanos(), TimeUnit.NANOSECONDS);
    return List.of();
  }

  private List<TailedEvent> begin(Entry before) {
    LOG.info("This node reads the binlog from now on");
    long term = before.term() + 1;
    if (before.position() == null) {
      return begin(term, null, "the binlog has not been read before");
    }
    BinlogPosition position = BinlogPosition.parse(before.position());
    BinlogSupport server = BinlogSupport.of(database);
    return before.serverId() == server.serverId() && server.understands(position)
        ? begin(term, position, "")
        : begin(term, null, OTHER_SERVER);
  }

  /** Begins at a position, or at the log's end where that is lost. */
  private List<TailedEvent> begin(long term, @Nullable BinlogPosition from, String lost) {
    long now = database.era();
    long serverId = BinlogSupport.of(database).serverId();
    BinlogPosition start = from == null ? BinlogSupport.position(database) : from;
    Progress progress = new Progress(clock, serverId, start, from == null);
    Heart heart = new Heart(table, term, progress, settings, clock);
    heart.beat();
    scope.settle();
    adopt(new Tenure(table, term, address, scope, settings, progress, heart));
    heart.start();
    era = now;
    return from == null ? List.of(new TailedEvent.PositionLost(lost)) : List.of();
  }

  private synchronized void adopt(Tenure begun) {
    tenure = begun;
    if (closed.getCount() == 0) {
      release(begun);
    }
  }
}
