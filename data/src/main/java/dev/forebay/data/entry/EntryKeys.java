package dev.forebay.data.entry;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.EntryName.Kind;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way back from an entry's name to the values that its rows are found by. A name has only the
 * weight of a text, and only the hash of what is long: there, the rows that the entry holds tell.
 */
final class EntryKeys {
  private static final JsonMapper JSON = JsonMapper.shared();

  private EntryKeys() {}

  /** The columns that the entry is of; none where such entries are not served. */
  static List<Column> columns(TableModel model, EntryName name) {
    return name.kind() == Kind.ROW
        ? model.key()
        : model.lookups().stream().filter(c -> c.name().equals(name.column())).toList();
  }

  /** The values of these columns, as parameters, if name or value tell them. */
  static Optional<List<Object>> of(List<Column> columns, EntryName name, byte @Nullable [] value) {
    List<String> spellings =
        name.kind() == Kind.ROW ? KeyText.split(name.value()) : List.of(name.value());
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < columns.size() && spellings.size() == columns.size(); i++) {
      Column column = columns.get(i);
      String text = tells(column, spellings.get(i)) ? spellings.get(i) : held(column, value);
      if (text != null) {
        values.add(parameter(column, text, tells(column, spellings.get(i))));
      }
    }
    return values.size() == columns.size() ? Optional.of(values) : Optional.empty();
  }

  private static boolean tells(Column column, String spelling) {
    return !ValueType.of(column).isWeighed() && !spelling.startsWith("#");
  }

  private static Object parameter(Column column, String text, boolean spelled) {
    return spelled
        ? Objects.requireNonNull(ValueType.of(column).ofSpelling(text))
        : KeyText.parameter(column, text);
  }

  /** What the first row that the entry holds has in the column; null where there is none. */
  private static @Nullable String held(Column column, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    try {
      JsonNode rows = JSON.readTree(CachedRows.array(value));
      return rows.path(0).path(column.name()).asStringOpt().orElse(null);
    } catch (JacksonException e) {
      return null;
    }
  }
}
