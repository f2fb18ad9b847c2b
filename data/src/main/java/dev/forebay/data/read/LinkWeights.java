package dev.forebay.data.read;

import dev.forebay.data.entry.Sessions;
import dev.forebay.data.entry.TextWeights;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.row.WholeRows;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The weights of the texts by which whole rows lead to what they embed: a whole row does not have
 * them. All rows' are asked for at once.
 */
final class LinkWeights {
  /** For rows that embed nothing. */
  static final LinkWeights NONE = new LinkWeights(Map.of());

  private final Map<Column, Map<String, String>> weights;

  private LinkWeights(Map<Column, Map<String, String>> weights) {
    this.weights = weights;
  }

  static LinkWeights of(
      Level level, Collection<JsonRows> rows, TextWeights weights, Sessions sessions) {
    List<Column> columns =
        level.embeds().stream()
            .flatMap(embed -> embed.from().types().stream())
            .filter(column -> ValueType.of(column).isWeighed())
            .distinct()
            .toList();
    Map<Column, Map<String, String>> known = new HashMap<>();
    for (Column column : columns) {
      known.put(column, weights.ofAll(sessions, column, texts(level, column, rows)));
    }
    return new LinkWeights(known);
  }

  private static Set<String> texts(Level level, Column column, Collection<JsonRows> rows) {
    Set<String> texts = new LinkedHashSet<>();
    for (JsonRows some : rows) {
      WholeRows whole = new WholeRows(level.resource().table(), some);
      while (whole.next()) {
        String text = whole.text(column);
        if (text != null) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  /** The weight of a text that one of the rows has in this column. */
  String of(Column column, String text) {
    return Objects.requireNonNull(Objects.requireNonNull(weights.get(column)).get(text));
  }
}
