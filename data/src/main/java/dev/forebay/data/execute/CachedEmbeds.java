package dev.forebay.data.execute;

import dev.forebay.cache.Cache;
import dev.forebay.cache.EntryName;
import dev.forebay.data.execute.Level.EmbedLevel;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.row.RowCollector;
import dev.forebay.data.row.WholeRows;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.schema.ColumnType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the row that an embed shows through the cache, where all rows of a batch show the same one
 * by its primary key. Several are read in one statement instead: through the cache, each miss would
 * be a statement of its own.
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

  /** The row, unless it is not one that is cached as the embed wants it. */
  Optional<Batch> read(Session session, EmbedLevel embed, LinkKey key) {
    Level level = embed.level();
    TableModel model = models.of(level.resource().table());
    if (!isCached(embed, model)) {
      return Optional.empty();
    }
    EntryName name = EntryName.row(model.name(), key.spelling());
    byte[] value = cache.read(name, model.ttl(), () -> load(session, model, key)).value();
    Optional<JsonRows> rows =
        value == null ? Optional.of(JsonRows.NONE) : CachedRows.decode(model, value);
    return rows.map(found -> batch(level, found, key));
  }

  /** Texts that lead further have weights, for which a second connection might be needed. */
  private static boolean isCached(EmbedLevel embed, TableModel model) {
    Level level = embed.level();
    return model.isCached()
        && embed.embed().toOne()
        && embed.embed().link().to().equals(model.keyNames())
        && level.resource().unrestricted()
        && level.fromWholeRows()
        && level.embeds().stream()
            .flatMap(further -> further.from().types().stream())
            .noneMatch(column -> column.type() == ColumnType.TEXT);
  }

  private byte @Nullable [] load(Session session, TableModel model, LinkKey key) {
    KeyBatch one = KeyBatch.of(model.keyNames(), List.of(key.values())).getFirst();
    var select =
        new Statement.Select(
            model.name(), model.columns(), one.condition(), List.of(), false, false);
    RowCollector rows = new RowCollector(model.format());
    session.query(renderer.render(select), one.values(), rows);
    return rows.rows().count() == 0 ? null : CachedRows.encode(model, rows.rows());
  }

  private Batch batch(Level level, JsonRows rows, LinkKey key) {
    Batch batch = new Batch(level);
    WholeRows whole = new WholeRows(level.resource().table(), rows);
    while (whole.next()) {
      batch.add(whole, weights, key);
    }
    return batch;
  }
}
