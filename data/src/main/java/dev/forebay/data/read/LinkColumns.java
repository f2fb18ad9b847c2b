package dev.forebay.data.read;

import dev.forebay.data.entry.KeyText;
import dev.forebay.data.plan.Output;
import dev.forebay.data.plan.Output.Cast;
import dev.forebay.data.plan.Source;
import dev.forebay.data.row.WholeRows;
import dev.forebay.data.sql.Expressions;
import dev.forebay.data.value.ColumnValue;
import dev.forebay.data.value.Spelling;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.ColumnType;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns by which rows of two tables belong together. Texts are compared by their weights,
 * because a foreign key may spell its value in another case than the row that it refers to.
 *
 * @param types the columns, or ones of the same types
 * @param sources where their values come from
 */
record LinkColumns(List<Column> types, List<Source> sources) {
  /** Columns of a table. */
  static LinkColumns of(Table table, List<String> names) {
    return new LinkColumns(
        columns(table, names), names.stream().<Source>map(Source.Stored::new).toList());
  }

  /** Columns of a junction that refer to these of a table. */
  static LinkColumns between(Table table, List<String> referenced, List<String> names) {
    return new LinkColumns(
        columns(table, referenced), names.stream().<Source>map(Source.Between::new).toList());
  }

  private static List<Column> columns(Table table, List<String> names) {
    return names.stream().map(name -> table.column(name).orElseThrow()).toList();
  }

  /** What to read of a row: the values, and behind each text its weight. */
  List<Output> outputs() {
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      outputs.add(Output.of(sources.get(i), Cast.NONE));
      if (ValueType.of(types.get(i)).isWeighed()) {
        outputs.add(Output.of(compared(i), Expressions.weightOf(types.get(i))));
      }
    }
    return outputs;
  }

  /** What is equal in rows that belong together. */
  List<Source> compared() {
    return IntStream.range(0, types.size()).mapToObj(this::compared).toList();
  }

  private Source compared(int part) {
    return comparesBlanks(types.get(part))
        ? new Source.Filled(sources.get(part))
        : sources.get(part);
  }

  private static boolean comparesBlanks(Column column) {
    return column.type() instanceof ColumnType.Text text && text.comparesBlanks();
  }

  /** How many outputs there are. */
  int width() {
    int width = types.size();
    for (Column type : types) {
      width += ValueType.of(type).isWeighed() ? 1 : 0;
    }
    return width;
  }

  /** The key of the row under a cursor; null where a value is NULL. */
  @Nullable LinkKey read(Row row, int first) {
    String spelling = spelling(row, first);
    if (spelling == null) {
      return null;
    }
    List<String> texts = new ArrayList<>(types.size());
    int index = first;
    for (Column type : types) {
      texts.add(KeyText.of(type, row, index));
      index += ValueType.of(type).isWeighed() ? 2 : 1;
    }
    return new LinkKey(spelling, () -> parameters(texts));
  }

  private List<Object> parameters(List<String> texts) {
    List<Object> parameters = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      parameters.add(filled(types.get(i), KeyText.parameter(types.get(i), texts.get(i))));
    }
    return parameters;
  }

  /** As {@link Source.Filled} has it: the two columns may be of different lengths. */
  private static Object filled(Column type, Object value) {
    return comparesBlanks(type) ? filled((String) value) : value;
  }

  private static String filled(String text) {
    return text + " ".repeat(Source.Filled.LENGTH - text.codePointCount(0, text.length()));
  }

  /** The same key's spelling alone. */
  @Nullable String spelling(Row row, int first) {
    List<String> spellings = new ArrayList<>(types.size());
    int index = first;
    for (Column type : types) {
      boolean text = ValueType.of(type).isWeighed();
      String weight = text ? row.string(index + 1) : null;
      String spelling =
          text
              ? weight == null ? null : Spelling.bounded(weight)
              : ValueType.of(type).spelling(row, index);
      if (spelling == null) {
        return null;
      }
      spellings.add(spelling);
      index += text ? 2 : 1;
    }
    return KeyText.join(spellings);
  }

  /** The key of a whole row; null where a value is NULL. */
  @Nullable LinkKey read(WholeRows rows, LinkWeights weights) {
    List<String> spellings = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (Column type : types) {
      String text = rows.text(type);
      if (text == null) {
        return null;
      }
      Object value = ColumnValue.of(type, text);
      ValueType kind = ValueType.of(type);
      spellings.add(kind.isWeighed() ? weights.of(type, text) : kind.spelling(value));
      values.add(value);
    }
    return new LinkKey(KeyText.join(spellings), () -> values);
  }

  /** Whether a whole row tells its key: the weights of some texts only the server knows. */
  boolean readableWhole() {
    return types.stream()
        .map(ValueType::of)
        .allMatch(values -> !values.isWeighed() || values.isNamed());
  }
}
