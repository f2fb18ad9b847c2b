package dev.forebay.data.execute;

import dev.forebay.cache.Cache;
import dev.forebay.cache.CacheRead;
import dev.forebay.cache.EntryName;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.row.RowCollector;
import dev.forebay.data.row.RowFormat;
import dev.forebay.data.row.RowProjection;
import dev.forebay.data.sql.Expressions;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads rows: through the cache where it has them, else from the primary. */
final class Reads {
  /** How many rows a lookup may have to be kept: more are read from the database. */
  private static final int MOST_KEPT = 1000;

  private final Database database;
  private final Cache cache;
  private final Renderer renderer;
  private final TableModels models;
  private final ReadNames names;

  Reads(Database database, Cache cache, Renderer renderer, TableModels models, ReadNames names) {
    this.database = database;
    this.cache = cache;
    this.renderer = renderer;
    this.models = models;
    this.names = names;
  }

  Result read(Plan.Read plan) {
    TableModel model = models.of(plan.table());
    if (plan.fresh()) {
      return fromDatabase(plan, "Forebay; fwd=request; detail=no-cache");
    }
    Optional<EntryName> name = names.of(model, plan);
    return name.isPresent()
        ? throughCache(name.get(), model, plan)
        : fromDatabase(plan, "Forebay; fwd=bypass; detail=not-a-lookup");
  }

  private Result throughCache(EntryName name, TableModel model, Plan.Read plan) {
    CacheRead read = cache.read(name, model.ttl(), () -> load(model, plan));
    Optional<JsonRows> rows = rows(model, read.value());
    if (rows.isEmpty() || rows.get().count() > plan.limit()) {
      return fromDatabase(plan, "Forebay; fwd=bypass; detail=not-kept");
    }
    JsonRows selected = new RowProjection(model.table(), plan.projection()).of(rows.get());
    return Result.read(selected, total(plan, selected.count()), status(read));
  }

  private static Optional<JsonRows> rows(TableModel model, byte @Nullable [] value) {
    return value == null ? Optional.of(JsonRows.NONE) : CachedRows.decode(model, value);
  }

  private static OptionalLong total(Plan.Read plan, int count) {
    return plan.count() ? OptionalLong.of(count) : OptionalLong.empty();
  }

  private static String status(CacheRead read) {
    return switch (read) {
      case CacheRead.Hit _ -> "Forebay; hit";
      case CacheRead.Miss _ -> "Forebay; fwd=miss; stored";
      case CacheRead.Bypass bypass -> "Forebay; fwd=bypass; detail=" + bypass.reason();
    };
  }

  /** The whole rows that the plan's equality names, in the order of their key. */
  private byte @Nullable [] load(TableModel model, Plan.Read plan) {
    String sql =
        renderer.render(
            new Statement.Select(
                model.name(),
                model.columns(),
                plan.where().condition(),
                model.byKey(),
                true,
                false));
    List<Object> parameters = page(plan, MOST_KEPT + 1, 0);
    JsonRows rows = database.read(session -> query(session, sql, parameters, model.format()));
    if (rows.count() == 0) {
      return null;
    }
    return rows.count() > MOST_KEPT ? CachedRows.tooMany(model) : CachedRows.encode(model, rows);
  }

  private Result fromDatabase(Plan.Read plan, String status) {
    String sql =
        renderer.render(
            new Statement.Select(
                plan.table().name(),
                Expressions.values(plan.projection().columns()),
                plan.where().condition(),
                plan.order(),
                true,
                false));
    RowFormat format = new RowFormat(plan.projection());
    List<Object> parameters = page(plan, plan.limit(), plan.offset());
    return database.read(
        session ->
            Result.read(query(session, sql, parameters, format), count(session, plan), status));
  }

  private static List<Object> page(Plan.Read plan, long limit, long offset) {
    List<Object> parameters = new ArrayList<>(plan.where().values());
    parameters.add(limit);
    parameters.add(offset);
    return parameters;
  }

  private static JsonRows query(
      Session session, String sql, List<Object> parameters, RowFormat format) {
    RowCollector rows = new RowCollector(format);
    session.query(sql, parameters, rows);
    return rows.rows();
  }

  private OptionalLong count(Session session, Plan.Read plan) {
    if (!plan.count()) {
      return OptionalLong.empty();
    }
    String sql =
        renderer.render(new Statement.Count(plan.table().name(), plan.where().condition()));
    return OptionalLong.of(
        session.queryOne(sql, plan.where().values(), row -> row.longValue(1)).orElseThrow());
  }
}
