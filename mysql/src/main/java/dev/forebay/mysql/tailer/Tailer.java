package dev.forebay.mysql.tailer;

import dev.forebay.base.ForebayException;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.binlog.BinlogPosition;
import dev.forebay.mysql.binlog.BinlogScope;
import dev.forebay.mysql.binlog.BinlogSupport;
import dev.forebay.mysql.binlog.PositionLostException;
import dev.forebay.mysql.tailer.TailerStatus.Role;
import dev.forebay.mysql.tailer.TailerTable.Entry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
  private static final Logger LOG = LoggerFactory.getLogger(Tailer.class);

  private final Database database;
  private final DatabaseSettings address;
  private final TailerTable table;
  private final BinlogScope scope;
  private final TailerSettings settings;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Tenure tenure;
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
   * @param scope what is of interest
   */
  public static Tailer open(
      DatabaseSettings address, BinlogScope scope, TailerSettings settings, InstantSource clock) {
    Database database = Database.open(address.withPoolSize(2));
    try {
      return new Tailer(database, address, scope, settings, clock);
    } catch (ForebayException e) {
      database.close();
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
      held.abandon();
      tenure = null;
      return List.of();
    }
    try {
      return held.next();
    } catch (PositionLostException e) {
      LOG.warn("{}; reading goes on at the log's end", e.getMessage());
      held.abandon();
      return begin(held.term(), null, "the binlog does not go on from where it was left");
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
        : begin(term, null, "the database is another server by now");
  }

  /** Begins at a position, or at the log's end where that is lost. */
  private List<TailedEvent> begin(long term, @Nullable BinlogPosition from, String lost) {
    long serverId = BinlogSupport.of(database).serverId();
    BinlogPosition start = from == null ? BinlogSupport.position(database) : from;
    Progress progress = new Progress(clock, serverId, start, from == null);
    Heart heart = new Heart(table, term, progress, settings, clock);
    heart.beat();
    scope.settle();
    adopt(new Tenure(table, term, address, scope, settings, progress, heart));
    heart.start();
    return from == null ? List.of(new TailedEvent.PositionLost(lost)) : List.of();
  }

  private synchronized void adopt(Tenure begun) {
    tenure = begun;
    if (closed.getCount() == 0) {
      release(begun);
    }
  }
}
