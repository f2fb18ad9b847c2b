package dev.forebay.server;

import dev.forebay.base.ForebayException;
import dev.forebay.cache.Cache;
import dev.forebay.data.execute.Tables;
import dev.forebay.jobs.Jobs;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.schema.SchemaSource;
import dev.forebay.parts.Part;
import dev.forebay.parts.Probe;
import dev.forebay.parts.Probe.Finding;
import dev.forebay.parts.Probe.Level;
import dev.forebay.server.changes.DirectWrites;
import java.time.InstantSource;
import java.util.List;

/**
 * What parts stand on.
 *
 * @param settings what the application says
 * @param database the tables, Forebay's own and the application's, as the migrations have made them
 * @param schema what is known of the application's
 * @param tables the application's tables as the data API sees them
 * @param cache what is kept of their rows
 * @param directWrites how the cache sees writes that bypass Forebay
 * @param jobs the queue; kinds of jobs and recurring jobs are registered before the start
 * @param clock the time
 */
record Foundation(
    ModuleSettings settings,
    Database database,
    SchemaSource schema,
    Tables tables,
    Cache cache,
    DirectWrites directWrites,
    Jobs jobs,
    InstantSource clock)
    implements Part {

  @Override
  public List<Probe> probes() {
    return List.of(
        new Probe("database", this::databaseFinding),
        new Probe("cache", this::cacheFinding),
        new Probe("directWrites", () -> new Finding(Level.UP, directWrites.health(clock))),
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
    boolean up = cache.available();
    return new Finding(up && !cache.behind() ? Level.UP : Level.DEGRADED, up ? "up" : "down");
  }

  /** Tables whose engine cannot undo a write, where there are any. */
  private Finding withoutTransactions() {
    List<String> names = schema.current().withoutTransactions();
    return new Finding(Level.UP, names.isEmpty() ? null : names);
  }
}
