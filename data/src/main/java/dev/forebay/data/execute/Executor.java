package dev.forebay.data.execute;

import dev.forebay.cache.Cache;
import dev.forebay.data.call.Called;
import dev.forebay.data.call.Calls;
import dev.forebay.data.entry.LockedRows;
import dev.forebay.data.entry.RowLimits;
import dev.forebay.data.entry.TableModels;
import dev.forebay.data.plan.Call;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.read.Lists;
import dev.forebay.data.read.Reads;
import dev.forebay.data.read.Result;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.write.BulkInsert;
import dev.forebay.data.write.CascadedRows;
import dev.forebay.data.write.Change;
import dev.forebay.data.write.Transactions;
import dev.forebay.data.write.WriteProtocol;
import dev.forebay.data.write.Writes;
import dev.forebay.data.write.Written;
import dev.forebay.data.write.WrittenRows;
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
  private final Transactions transactions;
  private final Reads reads;
  private final Writes writes;
  private final Calls calls;
  private final BulkInsert bulkInsert;

  Executor(Tables tables, Cache cache, RowLimits limits) {
    Database database = tables.database();
    Renderer renderer = tables.renderer();
    TableModels models = tables.models();
    this.transactions = new Transactions(database, cache, renderer.server());
    LockedRows locked = new LockedRows(renderer, limits.writtenRows());
    this.reads =
        new Reads(
            database,
            cache,
            renderer,
            models,
            tables.weights(),
            new Lists(models, tables.schema()),
            limits);
    this.writes =
        new Writes(
            renderer,
            models,
            locked,
            new WrittenRows(renderer, limits.embeddedRows()),
            new WriteProtocol(
                new CascadedRows(tables.cascades(), models, locked, limits.writtenRows())));
    this.calls = new Calls(database, renderer, tables.schema(), limits.rows());
    this.bulkInsert = new BulkInsert(transactions, models, writes);
  }

  /** What a plan reads. */
  public Result read(Plan.Read plan) {
    return reads.read(plan);
  }

  /**
   * Runs work in one write transaction, and <b>runs it again</b> from its beginning where it was
   * the victim of a deadlock. It must not read through this executor: that takes a second
   * connection.
   */
  public <T> T transaction(Function<Change, T> work) {
    return transactions.retrying(work);
  }

  /** Carries out a plan within a transaction. */
  public Written write(Change change, Plan.Write plan) {
    return writes.write(change, plan);
  }

  /** Calls a routine that is declared to change nothing. */
  public Called read(Call call) {
    return calls.read(call);
  }

  /** Calls a routine within a transaction. */
  public Called write(Change change, Call call) {
    return calls.write(change, call);
  }

  /** The inserter of many rows. */
  public BulkInsert bulkInsert() {
    return bulkInsert;
  }
}
