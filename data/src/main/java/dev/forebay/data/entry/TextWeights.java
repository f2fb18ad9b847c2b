package dev.forebay.data.entry;

import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.data.value.Spelling;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Collation;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The weights of texts that clients look up. Only the server knows them, so each is asked for once:
 * the last 10,000 are kept, with at most a few MB. Any thread.
 */
public final class TextWeights {
  private static final int MOST = 10_000;
  private static final int LONGEST = 200;
  private static final int AT_ONCE = 256;

  private final Database database;
  private final Renderer renderer;
  private final Map<Text, String> known = new LeastRecentlyUsed();

  public TextWeights(Database database, Renderer renderer) {
    this.database = database;
    this.renderer = renderer;
  }

  /** The weight of a text under the column's collation, as hexadecimal digits or their hash. */
  public String of(Column column, String text) {
    Text asked = new Text(collation(column), text);
    String weight = get(asked);
    return weight != null ? weight : ask(asked);
  }

  /** The weights of many texts under the column's collation. */
  public Map<String, String> ofAll(Column column, Collection<String> texts) {
    return ofAll(database::read, column, texts);
  }

  /** The same, on such a session where the server has to be asked. */
  public Map<String, String> ofAll(Sessions sessions, Column column, Collection<String> texts) {
    Collation collation = collation(column);
    Map<String, String> weights = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String text : texts) {
      String weight = get(new Text(collation, text));
      if (weight == null) {
        unknown.add(text);
      } else {
        weights.put(text, weight);
      }
    }
    if (!unknown.isEmpty()) {
      sessions
          .read(session -> weigh(session, column, unknown))
          .forEach(
              (text, weight) -> {
                keep(new Text(collation, text), weight);
                weights.put(text, weight);
              });
    }
    return weights;
  }

  private Map<String, String> weigh(Session session, Column column, List<String> texts) {
    Collation collation = collation(column);
    Map<String, String> weights = new HashMap<>();
    for (int from = 0; from < texts.size(); from += AT_ONCE) {
      List<String> part = texts.subList(from, Math.min(texts.size(), from + AT_ONCE));
      int count = KeyBatch.powerOfTwo(part.size());
      List<String> bound = new ArrayList<>(part);
      bound.addAll(Collections.nCopies(count - part.size(), part.getFirst()));
      String sql = renderer.render(new Statement.Weigh(collation, count));
      session.queryOne(sql, bound, row -> read(row, part, weights));
    }
    return weights;
  }

  private static boolean read(Row row, List<String> texts, Map<String, String> weights) {
    for (int i = 0; i < texts.size(); i++) {
      String weight = Objects.requireNonNull(row.string(i + 1));
      weights.put(texts.get(i), Spelling.bounded(weight));
    }
    return true;
  }

  private String ask(Text asked) {
    String sql = renderer.render(new Statement.Weigh(asked.collation(), 1));
    String weight =
        database
            .read(
                session ->
                    session.queryOne(
                        sql, List.of(asked.text()), row -> Objects.requireNonNull(row.string(1))))
            .map(Spelling::bounded)
            .orElseThrow();
    keep(asked, weight);
    return weight;
  }

  private static Collation collation(Column column) {
    return Objects.requireNonNull(((ColumnType.Text) column.type()).collation());
  }

  private synchronized @org.jspecify.annotations.Nullable String get(Text text) {
    return known.get(text);
  }

  private synchronized void keep(Text text, String weight) {
    if (text.text().length() <= LONGEST) {
      known.put(text, weight);
    }
  }

  private record Text(Collation collation, String text) {}

  private static final class LeastRecentlyUsed extends LinkedHashMap<Text, String> {
    private static final long serialVersionUID = 1;

    LeastRecentlyUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Text, String> eldest) {
      return size() > MOST;
    }
  }
}
