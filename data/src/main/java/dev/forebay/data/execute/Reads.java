package dev.forebay.data.execute;

import dev.forebay.cache.Cache;
import dev.forebay.cache.CacheRead;
import dev.forebay.cache.EntryName;
import dev.forebay.cache.ListName;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.plan.Where;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.row.RowCondition;
import dev.forebay.data.row.WholeRows;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.data.sql.Statement.Page;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads rows: through the cache where it has them, else from the primary. */
final class Reads {
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

  Reads(
      Database database,
      Cache cache,
      Renderer renderer,
      TableModels models,
      TextWeights weights,
      Lists lists,
      Executor.Limits limits) {
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

  Result read(Plan.Read plan) {
    Level level = Level.root(plan.resource());
    if (plan.fresh()) {
      return fromDatabase(plan, level, "Forebay; fwd=request; detail=no-cache");
    }
    TableModel model = models.of(plan.table());
    Optional<EntryName> name =
        level.fromWholeRows() ? names.of(model, plan.resource()) : Optional.empty();
    if (name.isEmpty()) {
      return throughList(model, plan, level, "Forebay; fwd=bypass; detail=not-a-lookup");
    }
    return RowCondition.of(plan.table(), plan.resource().visible())
        .map(visible -> throughCache(name.get(), model, visible, plan, level))
        .orElseGet(() -> throughList(model, plan, level, "Forebay; fwd=bypass; detail=row-filter"));
  }

  /** The whole answer out of the cache, where that keeps it; else from the database. */
  private Result throughList(TableModel model, Plan.Read plan, Level level, String otherwise) {
    Optional<ListName> name = isLarge(plan) ? Optional.empty() : lists.name(plan);
    if (name.isEmpty()) {
      return fromDatabase(plan, level, otherwise);
    }
    CacheRead read =
        cache.readList(
            name.get(), model.ttl(), () -> Lists.encode(atOnce(plan, level, null, otherwise)));
    String status = hides(level) ? "Forebay; detail=row-filter" : told(read);
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
    String status = status(read, name, level, rows);
    if (rows.isEmpty()) {
      return fromDatabase(plan, level, status);
    }
    OptionalLong total =
        plan.count().isEmpty() ? OptionalLong.empty() : OptionalLong.of(rows.get().count());
    if (level.embeds().isEmpty()) {
      return Result.read(selected(level, rows.get()), total, labels(plan), status);
    }
    JsonRows shown =
        database.read(
            session -> {
              var known = LinkWeights.of(level, List.of(rows.get()), weights, session);
              return written(session, batch(level, rows.get(), known), cachedEmbeds);
            });
    return Result.read(shown, total, labels(plan), status);
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

  private JsonRows written(Session session, Batch batch, @Nullable CachedEmbeds cached) {
    JsonBuffer out = new JsonBuffer(batch.rows().size() + 64);
    new Embeds(session, renderer, cached, mostEmbedded).write(batch, out);
    return new JsonRows(out.toByteArray(), 0, batch.rows().count());
  }

  private static Optional<JsonRows> rows(TableModel model, byte @Nullable [] value) {
    return value == null ? Optional.of(JsonRows.NONE) : CachedRows.decode(model, value);
  }

  /**
   * How the answer came about. Where rows may be hidden, that tells of them unless the answer is
   * the one row of its entry: it would be a hit for a hidden row, and a miss for none.
   */
  private static String status(
      CacheRead read, EntryName name, Level level, Optional<JsonRows> rows) {
    boolean one = name.kind() == EntryName.Kind.ROW && rows.isPresent() && rows.get().count() == 1;
    if (hides(level) && !one) {
      return "Forebay; detail=row-filter";
    }
    if (rows.isEmpty()) {
      return "Forebay; fwd=bypass; detail=not-kept";
    }
    if (!level.embeds().isEmpty()) {
      return "Forebay; fwd=bypass; detail=embeds";
    }
    return told(read);
  }

  private static boolean hides(Level level) {
    return !level.resource().visible().equals(Where.EVERYTHING);
  }

  private static String told(CacheRead read) {
    return switch (read) {
      case CacheRead.Hit _ -> "Forebay; hit";
      case CacheRead.Near _ -> "Forebay; hit; detail=near";
      case CacheRead.Miss _ -> "Forebay; fwd=miss; stored";
      case CacheRead.Bypass bypass -> "Forebay; fwd=bypass; detail=" + bypass.reason();
    };
  }

  private Result fromDatabase(Plan.Read plan, Level level, String status) {
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
        : database.read(session -> counts.of(session, plan));
  }

  private Result atOnce(Plan.Read plan, Level level, @Nullable CachedEmbeds embeds, String status) {
    Batch batch = new Batch(level);
    return database.read(
        session -> {
          session.query(sql(level), parameters(level), batch::add);
          return Result.read(
              written(session, batch, embeds), counts.of(session, plan), labels(plan), status);
        });
  }
}
