package dev.forebay.data.read;

import dev.forebay.cache.Cache;
import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.ListName;
import dev.forebay.data.entry.CachedRows;
import dev.forebay.data.entry.EntryLoads;
import dev.forebay.data.entry.RowLimits;
import dev.forebay.data.entry.Sessions;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.entry.TableModels;
import dev.forebay.data.entry.TextWeights;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.row.RowCondition;
import dev.forebay.data.row.WholeRows;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.data.sql.Statement.Page;
import dev.forebay.mysql.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads rows: through the cache where it has them, else from the primary. */
public final class Reads {
  private final Database database;
  private final Cache cache;
  private final Renderer renderer;
  private final TableModels models;
  private final ReadNames names;
  private final TextWeights weights;
  private final Counts counts;
  private final Streams streams;
  private final CachedEmbeds cachedEmbeds;
  private final Lists lists;
  private final EntryLoads loads;
  private final int mostEmbedded;

  public Reads(
      Database database,
      Cache cache,
      Renderer renderer,
      TableModels models,
      TextWeights weights,
      Lists lists,
      RowLimits limits) {
    this.database = database;
    this.cache = cache;
    this.renderer = renderer;
    this.models = models;
    this.names = new ReadNames(weights);
    this.weights = weights;
    this.counts = new Counts(renderer, limits.rows());
    this.streams = new Streams(database, renderer, limits.embeddedRows());
    this.cachedEmbeds = new CachedEmbeds(cache, models, renderer, weights);
    this.lists = lists;
    this.loads = new EntryLoads(database, renderer);
    this.mostEmbedded = limits.embeddedRows();
  }

  public Result read(Plan.Read plan) {
    Level level = Level.root(plan.resource());
    if (plan.fresh()) {
      return fromDatabase(plan, level, CacheStatus.NO_CACHE);
    }
    TableModel model = models.of(plan.table());
    Optional<EntryName> name =
        level.fromWholeRows() ? names.of(model, plan.resource()) : Optional.empty();
    if (name.isEmpty()) {
      return throughList(model, plan, level, CacheStatus.NOT_A_LOOKUP);
    }
    return RowCondition.of(plan.table(), plan.resource().visible())
        .map(visible -> throughCache(name.get(), model, visible, plan, level))
        .orElseGet(() -> throughList(model, plan, level, CacheStatus.ROW_FILTER));
  }

  /** The whole answer out of the cache, where that keeps it; else from the database. */
  private Result throughList(TableModel model, Plan.Read plan, Level level, CacheStatus otherwise) {
    Optional<ListName> name = isLarge(plan) ? Optional.empty() : lists.name(plan);
    if (name.isEmpty()) {
      return fromDatabase(plan, level, otherwise);
    }
    CacheRead read =
        cache.readList(
            name.get(), model.ttl(), () -> Lists.encode(atOnce(plan, level, null, otherwise)));
    CacheStatus status = level.hidesRows() ? CacheStatus.HIDDEN : CacheStatus.of(read);
    return Lists.decode(Objects.requireNonNull(read.value()), labels(plan), status);
  }

  private Result throughCache(
      EntryName name, TableModel model, RowCondition visible, Plan.Read plan, Level level) {
    CacheRead read =
        cache.read(name, model.ttl(), () -> loads.load(model, plan.resource().asked()));
    Optional<JsonRows> rows =
        rows(model, read.value())
            .map(visible::among)
            .filter(found -> found.count() <= plan.resource().limit());
    if (rows.isEmpty()) {
      return fromDatabase(plan, level, told(level, name, 0, CacheStatus.NOT_KEPT));
    }
    int count = rows.get().count();
    CacheStatus status = told(level, name, count, CacheStatus.of(read));
    OptionalLong total = plan.count().isEmpty() ? OptionalLong.empty() : OptionalLong.of(count);
    if (level.embeds().isEmpty()) {
      return Result.read(selected(level, rows.get()), total, labels(plan), status);
    }
    var known = LinkWeights.of(level, List.of(rows.get()), weights, database::read);
    Embeds embeds = embeds(database::read, cachedEmbeds);
    JsonRows shown = written(embeds, batch(level, rows.get(), known));
    return Result.read(shown, total, labels(plan), status.and(embeds.status()));
  }

  /**
   * How the answer came about. Where rows may be hidden, that is told only of the one row of an
   * entry, without others: it would be a hit for a hidden row, and a miss for none.
   */
  private static CacheStatus told(Level level, EntryName name, int rows, CacheStatus status) {
    boolean one = name.kind() == EntryName.Kind.ROW && rows == 1 && level.embeds().isEmpty();
    return level.hidesRows() && !one ? CacheStatus.HIDDEN : status;
  }

  private static List<String> labels(Plan.Read plan) {
    return plan.resource().labels();
  }

  private JsonRows selected(Level level, JsonRows rows) {
    if (level.resource().whole() || rows.count() == 0) {
      return rows;
    }
    JsonBuffer out = new JsonBuffer(rows.length());
    Embeds.writeClosed(batch(level, rows, LinkWeights.NONE), out);
    return new JsonRows(out.toByteArray(), 0, rows.count());
  }

  private static Batch batch(Level level, JsonRows rows, LinkWeights known) {
    Batch batch = new Batch(level);
    WholeRows whole = new WholeRows(level.resource().table(), rows);
    while (whole.next()) {
      batch.add(whole, known);
    }
    return batch;
  }

  private Embeds embeds(Sessions sessions, @Nullable CachedEmbeds cached) {
    return new Embeds(sessions, renderer, cached, mostEmbedded);
  }

  private static JsonRows written(Embeds embeds, Batch batch) {
    JsonBuffer out = new JsonBuffer(batch.rows().size() + 64);
    embeds.write(batch, out);
    return new JsonRows(out.toByteArray(), 0, batch.rows().count());
  }

  private static Optional<JsonRows> rows(TableModel model, byte @Nullable [] value) {
    return value == null ? Optional.of(JsonRows.NONE) : CachedRows.decode(model, value);
  }

  private Result fromDatabase(Plan.Read plan, Level level, CacheStatus status) {
    return isLarge(plan)
        ? Result.streamed(
            plan, streams.of(level, sql(level), parameters(level)), count(plan), status)
        : atOnce(plan, level, plan.fresh() ? null : cachedEmbeds, status);
  }

  private String sql(Level level) {
    Resource resource = level.resource();
    return renderer.render(
        new Statement.Rows(
            resource.table().name(),
            null,
            List.of(),
            level.outputs(),
            resource.where().condition(),
            resource.sorting().orderings(),
            Page.OFFSET));
  }

  private static List<Object> parameters(Level level) {
    Resource resource = level.resource();
    List<Object> parameters = new ArrayList<>(resource.values());
    parameters.addAll(resource.where().values());
    parameters.addAll(resource.sorting().values());
    parameters.add(resource.limit());
    parameters.add(resource.offset());
    return parameters;
  }

  /** With one connection in all, there is none to read embeds on while rows come. */
  private boolean isLarge(Plan.Read plan) {
    return plan.resource().limit() > Streams.AT_ONCE && !plan.singular() && database.poolSize() > 1;
  }

  private OptionalLong count(Plan.Read plan) {
    return plan.count().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            database.read(session -> counts.of(session, plan.resource(), plan.count().get())));
  }

  private Result atOnce(
      Plan.Read plan, Level level, @Nullable CachedEmbeds cached, CacheStatus status) {
    Batch batch = new Batch(level);
    return database.read(
        session -> {
          session.query(sql(level), parameters(level), batch::add);
          JsonRows shown = written(embeds(Sessions.of(session), cached), batch);
          OptionalLong total = counts.of(session, plan, shown.count());
          return Result.read(shown, total, labels(plan), status);
        });
  }
}
