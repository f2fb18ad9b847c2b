package dev.forebay.data.execute;

import dev.forebay.cache.Cache;
import dev.forebay.cache.spi.IntentResolver;
import dev.forebay.data.entry.Cascades;
import dev.forebay.data.entry.ChangedRows;
import dev.forebay.data.entry.EntryVerifier;
import dev.forebay.data.entry.RowLimits;
import dev.forebay.data.entry.RowSettler;
import dev.forebay.data.entry.TableCache;
import dev.forebay.data.entry.TableModels;
import dev.forebay.data.entry.TextWeights;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Server;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.schema.Schema;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The tables of one database, as all parts of a process that read, write, name or compare their
 * rows know them: how SQL is written for its server, how each table is cached, what foreign keys
 * change on their own. One in a process. Any thread.
 */
public final class Tables {
  private final Database database;
  private final Supplier<Schema> schema;
  private final Renderer renderer;
  private final Cascades cascades;
  private final TableModels models;
  private final TextWeights weights;

  Tables(
      Database database,
      Supplier<Schema> schema,
      Function<String, TableCache> caches,
      Server server) {
    this.database = database;
    this.schema = schema;
    this.renderer = new Renderer(server);
    this.cascades = new Cascades(schema);
    this.models = new TableModels(schema, caches, cascades, server);
    this.weights = new TextWeights(database, renderer);
  }

  /**
   * The tables of a database. Asks the server once for its version: FB4xx where that fails.
   *
   * @param schema gives the newest snapshot of the database's schema
   * @param caches how each table, by its name, is to be cached
   */
  public static Tables open(
      Database database, Supplier<Schema> schema, Function<String, TableCache> caches) {
    String version =
        database
            .read(
                session ->
                    session.queryOne(
                        "SELECT VERSION()", List.of(), r -> Objects.requireNonNull(r.string(1))))
            .orElseThrow();
    return new Tables(database, schema, caches, Server.ofVersion(version));
  }

  /** Reads and writes them through a cache. */
  public Executor executor(Cache cache, RowLimits limits) {
    return new Executor(this, cache, limits);
  }

  /** What the cache settles intents with: locking reads. */
  public IntentResolver intentResolver() {
    return new RowSettler(database, schema, renderer);
  }

  /** Names the entries of rows that were written past Forebay. */
  public ChangedRows changedRows() {
    return new ChangedRows(models, cascades, weights);
  }

  /** Compares entries of the cache with the rows. */
  public EntryVerifier entryVerifier() {
    return new EntryVerifier(database, renderer, schema, models);
  }

  /** The database. */
  public Database database() {
    return database;
  }

  /** Gives the newest snapshot of the schema. */
  public Supplier<Schema> schema() {
    return schema;
  }

  Renderer renderer() {
    return renderer;
  }

  Cascades cascades() {
    return cascades;
  }

  TableModels models() {
    return models;
  }

  TextWeights weights() {
    return weights;
  }
}
