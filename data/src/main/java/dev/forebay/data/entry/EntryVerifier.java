package dev.forebay.data.entry;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.EntryName.Kind;
import dev.forebay.data.plan.Where;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares values in the cache with the primary. Rows of a table are read in one statement, lookups
 * in one each. FB4xx where the database does not answer.
 */
public final class EntryVerifier {
  private final Database database;
  private final Renderer renderer;
  private final Supplier<Schema> schema;
  private final TableModels models;
  private final EntryLoads loads;

  public EntryVerifier(
      Database database, Renderer renderer, Supplier<Schema> schema, TableModels models) {
    this.database = database;
    this.renderer = renderer;
    this.schema = schema;
    this.models = models;
    this.loads = new EntryLoads(database, renderer);
  }

  /**
   * The verdict on each of these values.
   *
   * @param values by entry, as they stand in the cache; null where one says that there is no row
   */
  public Map<EntryName, Verdict> verify(Map<EntryName, byte @Nullable []> values) {
    Map<EntryName, Verdict> verdicts = new LinkedHashMap<>();
    Map<TableModel, Map<EntryName, List<Object>>> rows = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          Optional<TableModel> model = served(name, value);
          Optional<List<Object>> key =
              model.flatMap(m -> EntryKeys.of(EntryKeys.columns(m, name), name, value));
          if (key.isEmpty()) {
            verdicts.put(name, model.isEmpty() ? new Verdict.Unserved() : unfound(value));
          } else if (name.kind() == Kind.ROW) {
            rows.computeIfAbsent(model.get(), _ -> new LinkedHashMap<>()).put(name, key.get());
          } else {
            verdicts.put(name, verdict(value, lookup(model.get(), name, key.get())));
          }
        });
    rows.forEach(
        (model, keys) -> {
          Map<EntryName, byte[]> stored = stored(model, List.copyOf(keys.values()));
          keys.keySet().forEach(n -> verdicts.put(n, verdict(values.get(n), stored.get(n))));
        });
    return verdicts;
  }

  /** The model of the entry's table, where readers would be given the value. */
  private Optional<TableModel> served(EntryName name, byte @Nullable [] value) {
    Optional<Table> table = schema.get().table(name.table());
    return table
        .map(models::of)
        .filter(TableModel::isCached)
        .filter(model -> !EntryKeys.columns(model, name).isEmpty())
        .filter(model -> value == null || CachedRows.isOf(model, value));
  }

  /** A value must tell its rows' key; a not-found cannot. */
  private static Verdict unfound(byte @Nullable [] value) {
    return value == null ? new Verdict.Unknown() : new Verdict.Different(text(value), null);
  }

  private byte @Nullable [] lookup(TableModel model, EntryName name, List<Object> key) {
    List<String> columns = EntryKeys.columns(model, name).stream().map(Column::name).toList();
    KeyBatch one = KeyBatch.of(columns, List.of(key)).getFirst();
    return loads.load(model, new Where(one.condition(), one.values()));
  }

  /** The values that these rows would have in the cache. */
  private Map<EntryName, byte[]> stored(TableModel model, List<List<Object>> keys) {
    Map<EntryName, byte[]> stored = new HashMap<>();
    for (KeyBatch batch : KeyBatch.of(model.keyNames(), keys)) {
      var select =
          new Statement.Select(
              model.name(),
              model.columnsAndWeights(),
              batch.condition(),
              model.byKey(),
              false,
              false);
      String sql = renderer.render(select);
      List<StoredRow> rows =
          database.read(
              session -> session.query(sql, batch.values(), row -> StoredRow.read(model, row)));
      rows.forEach(
          row -> stored.put(row.name(), CachedRows.encode(model, new JsonRows(row.json(), 0, 1))));
    }
    return stored;
  }

  private static Verdict verdict(byte @Nullable [] cached, byte @Nullable [] stored) {
    return Arrays.equals(cached, stored)
        ? new Verdict.Same()
        : new Verdict.Different(text(cached), text(stored));
  }

  private static @Nullable String text(byte @Nullable [] value) {
    return value == null ? null : new String(CachedRows.array(value), StandardCharsets.UTF_8);
  }
}
