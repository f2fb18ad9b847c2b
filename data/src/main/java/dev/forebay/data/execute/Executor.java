package dev.forebay.data.execute;

import dev.forebay.cache.Cache;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.sql.Renderer;
import dev.forebay.mysql.Database;
import java.util.function.Function;

/**
 * The fourth stage of the data API, and the only one that talks to MySQL and the cache. It asks the
 * renderer for each statement when it comes to it: a hit in the cache needs none.
 *
 * <p>Rejects with FB205 (not one row), FB207 (a write of too many rows), FB208 (rows without a key
 * are to be shown), FB4xx (the database) and FB501 (the cache did not take a write). Safe for any
 * number of threads.
 */
public final class Executor {
  private final Reads reads;
  private final Writes writes;
  private final BulkInsert bulkInsert;

  /**
   * An executor.
   *
   * @param caches how each table, by its name, is cached
   * @param mostWritten the most rows that one write may change or delete
   */
  public Executor(
      Database database,
      Cache cache,
      Renderer renderer,
      Function<String, TableCache> caches,
      int mostWritten) {
    TableModels models = new TableModels(caches);
    Transactions transactions = new Transactions(database, cache);
    LockedRows locked = new LockedRows(renderer, mostWritten);
    ReadNames names = new ReadNames(new TextWeights(database, renderer));
    this.reads = new Reads(database, cache, renderer, models, names);
    this.writes = new Writes(transactions, renderer, models, locked);
    this.bulkInsert = new BulkInsert(transactions, models, new Inserts(renderer, locked));
  }

  /** What comes of the plan. */
  public Result execute(Plan plan) {
    return switch (plan) {
      case Plan.Read read -> reads.read(read);
      case Plan.Insert insert -> writes.insert(insert);
      case Plan.Update update -> writes.update(update);
      case Plan.Delete delete -> writes.delete(delete);
    };
  }

  /** The inserter of many rows. */
  public BulkInsert bulkInsert() {
    return bulkInsert;
  }
}
