package dev.forebay.data.idempotency;

import dev.forebay.base.ForebayException;
import dev.forebay.mysql.Database;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes expired keys in the background. Whoever stores a key sets it off, at most once a minute:
 * where none is stored, none is left behind.
 */
final class Cleaning {
  private static final Logger LOG = LoggerFactory.getLogger(Cleaning.class);
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long MOST_AT_ONCE = 1000;

  private final Database database;
  private final AtomicLong last = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

  Cleaning(Database database) {
    this.database = database;
  }

  void consider() {
    long before = last.get();
    long now = System.nanoTime();
    if (now - before >= PAUSE_NANOS && last.compareAndSet(before, now)) {
      Thread.ofVirtual().name("idempotency-keys").start(this::clean);
    }
  }

  private void clean() {
    try {
      long deleted;
      do {
        deleted = KeyTable.clean(database);
      } while (deleted == MOST_AT_ONCE);
    } catch (ForebayException e) {
      LOG.warn("Expired idempotency keys stay a while longer: {}", e.getMessage());
    }
  }
}
