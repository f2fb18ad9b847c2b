package dev.forebay.server;

import dev.forebay.base.ForebayException;
import dev.forebay.cache.Cache;
import dev.forebay.jobs.Jobs;
import dev.forebay.mysql.Database;
import dev.forebay.parts.Part;
import dev.forebay.parts.Probe;
import dev.forebay.parts.Probe.Finding;
import dev.forebay.parts.Probe.Level;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;

/**
 * What parts stand on.
 *
 * @param settings what the application says
 * @param database the tables, Forebay's own and the application's, as the migrations have made them
 * @param application its own tables, and the cache
 * @param jobs the queue; kinds of jobs and recurring jobs are registered before the start
 * @param meters where everything is measured; instruments are made once, with the part
 * @param clock the time
 */
record Foundation(
    ModuleSettings settings,
    Database database,
    ApplicationTables application,
    Jobs jobs,
    MeterRegistry meters,
    InstantSource clock)
    implements Part {

  @Override
  public List<Probe> probes() {
    return List.of(
        new Probe("database", this::databaseFinding),
        new Probe("cache", this::cacheFinding),
        new Probe(
            "directWrites", () -> new Finding(Level.UP, application.directWrites().health(clock))),
        new Probe("withoutTransactions", this::withoutTransactions));
  }

  private Finding databaseFinding() {
    if (database.isReadOnly()) {
      return new Finding(Level.DOWN, "read-only");
    }
    return databaseAnswers() ? new Finding(Level.UP, "up") : new Finding(Level.DOWN, "down");
  }

  private boolean databaseAnswers() {
    try {
      return database
          .read(session -> session.queryOne("SELECT 1", List.of(), row -> 1))
          .isPresent();
    } catch (ForebayException e) {
      return false;
    }
  }

  /** Without the cache, or while that is behind the database's log, reads go on. */
  private Finding cacheFinding() {
    Cache cache = application.cache();
    boolean up = cache.available();
    return new Finding(up && !cache.behind() ? Level.UP : Level.DEGRADED, up ? "up" : "down");
  }

  /** Tables whose engine cannot undo a write, where there are any. */
  private Finding withoutTransactions() {
    List<String> names = application.schema().current().withoutTransactions();
    return new Finding(Level.UP, names.isEmpty() ? null : names);
  }
}
