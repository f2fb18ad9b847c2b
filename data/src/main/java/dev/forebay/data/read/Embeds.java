package dev.forebay.data.read;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.entry.KeyBatch;
import dev.forebay.data.entry.Sessions;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.plan.Condition;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.read.Level.EmbedLevel;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.data.sql.Statement.Page;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what rows embed: for all rows of a batch at once, one statement for each embed of the
 * request and each 1,024 different keys. One request, one thread.
 */
public final class Embeds {
  private final Sessions sessions;
  private final Renderer renderer;
  private final @Nullable CachedEmbeds cached;
  private final int most;
  private long left;
  private CacheStatus status = CacheStatus.HIT;

  /** With how many rows may be embedded in all; and the cache, unless it is to be left aside. */
  public Embeds(Sessions sessions, Renderer renderer, @Nullable CachedEmbeds cached, int most) {
    this.sessions = sessions;
    this.renderer = renderer;
    this.cached = cached;
    this.most = most;
    this.left = most;
  }

  /** How all that was embedded so far was read. */
  public CacheStatus status() {
    return status;
  }

  /** Writes the rows of a batch as objects, with commas between them. */
  public void write(Batch batch, JsonBuffer out) {
    JsonBuffer fields = new JsonBuffer(512);
    each(batch, fields, _ -> comma(out).putObject(fields));
  }

  /** The rows of a batch, each as an object. */
  public List<byte[]> objects(Batch batch) {
    List<byte[]> objects = new ArrayList<>(batch.rows().count());
    JsonBuffer fields = new JsonBuffer(512);
    each(
        batch,
        fields,
        _ -> objects.add(new JsonBuffer(fields.size() + 2).putObject(fields).toByteArray()));
    return objects;
  }

  /** Writes rows that embed nothing. */
  static void writeClosed(Batch batch, JsonBuffer out) {
    JsonBuffer fields = new JsonBuffer(512);
    for (int row = 0; row < batch.rows().count(); row++) {
      fields.clear();
      batch.rows().write(row, (_, _, _) -> {}, fields);
      comma(out).putObject(fields);
    }
  }

  private static JsonBuffer comma(JsonBuffer out) {
    return out.size() > 0 ? out.put(',') : out;
  }

  /** Writes the fields of each row in turn into a buffer, and has them taken from there. */
  private void each(Batch batch, JsonBuffer fields, RowTaker taker) {
    List<EmbedLevel> embeds = batch.level().embeds();
    List<Map<String, JsonBuffer>> found = new ArrayList<>();
    for (int i = 0; i < embeds.size(); i++) {
      found.add(find(embeds.get(i), batch.keys(i)));
    }
    for (int row = 0; row < batch.rows().count(); row++) {
      fields.clear();
      batch
          .rows()
          .write(
              row,
              (r, gap, out) -> fill(embeds.get(gap), batch.keys(gap).get(r), found.get(gap), out),
              fields);
      taker.take(row);
    }
  }

  private static void fill(
      EmbedLevel embed, @Nullable LinkKey key, Map<String, JsonBuffer> found, JsonBuffer out) {
    JsonBuffer rows = key == null ? null : found.get(key.spelling());
    if (rows == null) {
      embed.format().writeNothing(out);
    } else {
      embed.format().write(rows, out);
    }
  }

  @FunctionalInterface
  private interface RowTaker {
    void take(int row);
  }

  /** The rows that an embed shows, by the spellings of their keys. */
  private Map<String, JsonBuffer> find(EmbedLevel embed, List<@Nullable LinkKey> keys) {
    Set<LinkKey> distinct = new LinkedHashSet<>();
    for (LinkKey key : keys) {
      if (key != null) {
        distinct.add(key);
      }
    }
    Map<String, JsonBuffer> found = new HashMap<>();
    if (!distinct.isEmpty()) {
      Batch batch = read(embed, distinct);
      JsonBuffer fields = new JsonBuffer(512);
      each(
          batch,
          fields,
          row -> {
            JsonBuffer rows = found.computeIfAbsent(batch.own(row), _ -> new JsonBuffer(128));
            requireOne(embed, rows);
            embed.format().add(fields, rows);
          });
    }
    return found;
  }

  /** Of a table there is one, by a unique key; a view may join a row with several. */
  private static void requireOne(EmbedLevel embed, JsonBuffer rows) {
    if (embed.embed().toOne() && rows.size() > 0) {
      Table table = embed.level().resource().table();
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "%s has several rows where one is embedded".formatted(table.name()),
          "Embed the table that the view shows, or read the view by itself");
    }
  }

  private Batch read(EmbedLevel embed, Set<LinkKey> keys) {
    Optional<CachedEmbeds.Found> found =
        cached == null || keys.size() > left
            ? Optional.empty()
            : cached.read(sessions, embed, keys);
    if (found.isEmpty()) {
      status = status.and(CacheStatus.EMBEDS);
      return read(embed.level(), keys);
    }
    Batch batch = found.get().batch();
    status = status.and(found.get().status());
    left -= batch.rows().count();
    return batch;
  }

  private Batch read(Level level, Collection<LinkKey> keys) {
    Batch batch = new Batch(level);
    List<List<Object>> values = keys.stream().map(LinkKey::values).toList();
    for (KeyBatch part : KeyBatch.ofParts(level.link(), values)) {
      read(level, part, batch);
    }
    return batch;
  }

  private void read(Level level, KeyBatch part, Batch batch) {
    Resource resource = level.resource();
    boolean perLink = resource.limit() != Resource.UNLIMITED || resource.offset() > 0;
    var rows =
        new Statement.Rows(
            resource.table().name(),
            level.via(),
            level.link(),
            level.outputs(),
            new Condition.All(List.of(part.condition(), resource.where().condition())),
            resource.sorting().orderings(),
            perLink ? Page.PER_LINK : Page.FIRST);
    int before = batch.rows().count();
    String sql = renderer.render(rows);
    List<Object> parameters = parameters(resource, part, perLink);
    sessions.read(session -> session.query(sql, parameters, batch::add));
    left -= batch.rows().count() - before;
    if (left < 0) {
      throw new ForebayException(
          ErrorCode.TOO_MANY_EMBEDDED_ROWS,
          "The answer would embed more than %d rows, which is the limit".formatted(most),
          "Ask for fewer rows, limit the embedded ones, or raise api.maxEmbeddedRows");
    }
  }

  private List<Object> parameters(Resource resource, KeyBatch part, boolean perLink) {
    List<Object> parameters = new ArrayList<>(resource.values());
    if (perLink) {
      parameters.addAll(resource.sorting().values());
    }
    parameters.addAll(part.values());
    parameters.addAll(resource.where().values());
    if (perLink) {
      parameters.add(resource.offset());
      parameters.add(saturated(resource.offset(), resource.limit()));
    } else {
      parameters.addAll(resource.sorting().values());
    }
    parameters.add(left + 1);
    return parameters;
  }

  private static long saturated(long offset, long limit) {
    return limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + limit;
  }
}
