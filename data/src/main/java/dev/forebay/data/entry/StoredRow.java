package dev.forebay.data.entry;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.value.Spelling;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that the transaction has locked, as it stands.
 *
 * @param key the primary key's values, as texts
 * @param name the entry that holds the row
 * @param lookups the entries of which the row is a part
 * @param json the whole row
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredRow(List<String> key, EntryName name, List<EntryName> lookups, byte[] json) {

  /** Reads a row of {@link TableModel#columnsAndWeights}. */
  public static StoredRow read(TableModel model, Row row) {
    return new RowNames(model, row).read();
  }

  /** Reads the name alone, of a row of {@link TableModel#keyAndWeights}. */
  public static EntryName readName(TableModel model, Row row) {
    List<String> spellings = new ArrayList<>();
    int weight = model.key().size() + 1;
    for (Column column : model.key()) {
      String spelling =
          ValueType.of(column).isWeighed()
              ? Spelling.bounded(String.valueOf(row.string(weight++)))
              : ValueType.of(column).spelling(row, spellings.size() + 1);
      spellings.add(String.valueOf(spelling));
    }
    return EntryName.row(model.name(), KeyText.join(spellings));
  }

  /** Which row a reader can lock to wait for this transaction: {@code invoices|7}. */
  public String lockHint() {
    return lockHint(name.table(), key);
  }

  public static String lockHint(String table, List<String> key) {
    return table + "|" + KeyText.join(key);
  }

  /** What to bind to find the row again. */
  public List<Object> keyParameters(TableModel model) {
    List<Object> parameters = new ArrayList<>(key.size());
    for (int i = 0; i < key.size(); i++) {
      parameters.add(KeyText.parameter(model.key().get(i), key.get(i)));
    }
    return parameters;
  }

  /**
   * Reads the row's parts; the weights stand behind the columns in the order they are asked for.
   */
  private static final class RowNames {
    private final TableModel model;
    private final Row row;
    private int nextWeight;

    RowNames(TableModel model, Row row) {
      this.model = model;
      this.row = row;
      this.nextWeight = model.table().columns().size() + 1;
    }

    StoredRow read() {
      JsonBuffer json = new JsonBuffer(256);
      model.format().write(row, json);
      List<String> key = new ArrayList<>();
      List<String> spellings = new ArrayList<>();
      for (Column column : model.key()) {
        key.add(KeyText.of(column, row, indexOf(column)));
        spellings.add(String.valueOf(spelling(column)));
      }
      EntryName name = EntryName.row(model.name(), KeyText.join(spellings));
      return new StoredRow(key, name, lookups(), json.toByteArray());
    }

    private List<EntryName> lookups() {
      List<EntryName> lookups = new ArrayList<>();
      for (Column column : model.lookups()) {
        String spelling = spelling(column);
        if (spelling != null) {
          lookups.add(EntryName.lookup(model.name(), column.name(), spelling));
        }
      }
      return lookups;
    }

    private @Nullable String spelling(Column column) {
      if (ValueType.of(column).isWeighed()) {
        String weight = row.string(nextWeight++);
        return weight == null ? null : Spelling.bounded(weight);
      }
      return ValueType.of(column).spelling(row, indexOf(column));
    }

    private int indexOf(Column column) {
      return model.table().columns().indexOf(column) + 1;
    }
  }
}
