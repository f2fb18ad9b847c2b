package dev.forebay.data.read;

import dev.forebay.cache.Cache;
import dev.forebay.cache.entry.CacheRead;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.data.entry.CachedRows;
import dev.forebay.data.entry.KeyBatch;
import dev.forebay.data.entry.Sessions;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.entry.TableModels;
import dev.forebay.data.entry.TextWeights;
import dev.forebay.data.read.Level.EmbedLevel;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.row.RowCondition;
import dev.forebay.data.row.WholeRows;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.schema.Column;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the rows that an embed shows by their primary key through the cache. Those that it has not
 * are read in one statement for each 1,024.
 */
final class CachedEmbeds {
  private final Cache cache;
  private final TableModels models;
  private final Renderer renderer;
  private final TextWeights weights;

  CachedEmbeds(Cache cache, TableModels models, Renderer renderer, TextWeights weights) {
    this.cache = cache;
    this.models = models;
    this.renderer = renderer;
    this.weights = weights;
  }

  /**
   * What an embed shows.
   *
   * @param batch its rows
   * @param status how they were read
   */
  record Found(Batch batch, CacheStatus status) {}

  /**
   * The rows, unless they are not cached as the embed wants them. Takes a session only for those
   * that the cache has not, and for weights that are not known.
   */
  Optional<Found> read(Sessions sessions, EmbedLevel embed, Set<LinkKey> keys) {
    TableModel model = models.of(embed.level().resource().table());
    Optional<RowCondition> visible =
        RowCondition.of(model.table(), embed.level().resource().visible());
    if (!isCached(embed, model) || visible.isEmpty()) {
      return Optional.empty();
    }
    Map<EntryName, LinkKey> names = LinkedHashMap.newLinkedHashMap(keys.size());
    keys.forEach(key -> names.put(EntryName.row(model.name(), key.spelling()), key));
    Map<EntryName, CacheRead> reads =
        cache.readAll(
            names.keySet(), model.ttl(), missing -> load(sessions, model, names, missing));
    Map<LinkKey, JsonRows> found = LinkedHashMap.newLinkedHashMap(keys.size());
    CacheStatus status = CacheStatus.HIT;
    for (Map.Entry<EntryName, LinkKey> name : names.entrySet()) {
      CacheRead read = Objects.requireNonNull(reads.get(name.getKey()));
      byte[] value = read.value();
      Optional<JsonRows> row =
          value == null ? Optional.of(JsonRows.NONE) : CachedRows.decode(model, value);
      if (row.isEmpty()) {
        return Optional.empty();
      }
      found.put(name.getValue(), visible.get().among(row.get()));
      status = status.and(CacheStatus.of(read));
    }
    return Optional.of(new Found(batch(sessions, embed.level(), found), status));
  }

  private static boolean isCached(EmbedLevel embed, TableModel model) {
    Level level = embed.level();
    return model.isCached()
        && embed.embed().toOne()
        && embed.embed().link().to().equals(model.keyNames())
        && spelledAlike(embed.from().types(), model.key())
        && level.resource().asksForAll()
        && level.fromWholeRows();
  }

  /** As the two sides of a foreign key are; the columns of a view may be something else. */
  private static boolean spelledAlike(List<Column> from, List<Column> key) {
    for (int i = 0; i < key.size(); i++) {
      if (!from.get(i).type().equals(key.get(i).type())) {
        return false;
      }
    }
    return true;
  }

  private Map<EntryName, byte[]> load(
      Sessions sessions, TableModel model, Map<EntryName, LinkKey> names, Set<EntryName> missing) {
    List<List<Object>> keys =
        missing.stream().map(name -> Objects.requireNonNull(names.get(name)).values()).toList();
    Map<EntryName, byte[]> values = HashMap.newHashMap(keys.size());
    for (KeyBatch part : KeyBatch.of(model.keyNames(), keys)) {
      var select =
          new Statement.Select(
              model.name(), model.columnsAndWeights(), part.condition(), List.of(), false, false);
      String sql = renderer.render(select);
      sessions
          .read(s -> s.query(sql, part.values(), row -> StoredRow.read(model, row)))
          .forEach(row -> values.put(row.name(), value(model, row)));
    }
    if (!missing.containsAll(values.keySet())) {
      throw new IllegalStateException("A row of " + model.name() + " has another name than asked");
    }
    return values;
  }

  private static byte[] value(TableModel model, StoredRow row) {
    return CachedRows.encode(model, new JsonRows(row.json(), 0, 1));
  }

  private Batch batch(Sessions sessions, Level level, Map<LinkKey, JsonRows> found) {
    LinkWeights known = LinkWeights.of(level, found.values(), weights, sessions);
    Batch batch = new Batch(level);
    found.forEach(
        (key, row) -> {
          WholeRows whole = new WholeRows(level.resource().table(), row);
          while (whole.next()) {
            batch.add(whole, known, key);
          }
        });
    return batch;
  }
}
