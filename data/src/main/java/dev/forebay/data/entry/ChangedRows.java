package dev.forebay.data.entry;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.data.entry.Cascades.Effect;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.binlog.BinlogEvent.Kind;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names the cache entries that rows are in which somebody has written past Forebay, just as reads
 * name them. The rows may be gone, so what names them comes from the change itself; only the
 * weights of texts are asked for, all of one change at once. Any thread.
 */
public final class ChangedRows {
  private final TableModels models;
  private final Cascades cascades;
  private final TextWeights weights;

  public ChangedRows(TableModels models, Cascades cascades, TextWeights weights) {
    this.models = models;
    this.cascades = cascades;
    this.weights = weights;
  }

  /**
   * The columns that name entries of the table, and those from which cached rows of other tables
   * follow; none where its rows are of no interest.
   */
  public Set<String> columns(Table table) {
    return Stream.concat(
            naming(models.of(table)).map(Column::name),
            cascades.referenced(table, this::hasEntries).stream())
        .collect(Collectors.toSet());
  }

  /**
   * Whether foreign keys may have changed cached rows together with these.
   *
   * @param rows with their {@link #columns}; of updates each row as it was and as it is
   */
  public boolean cascade(Table table, Kind kind, List<Row> rows) {
    return switch (kind) {
      case INSERT -> false;
      case DELETE -> cascades.reach(table, new Effect.Deleted(), this::hasEntries);
      case UPDATE -> {
        Effect effect = new Effect.Updated(changed(table, rows));
        yield cascades.reach(table, effect, this::hasEntries);
      }
    };
  }

  private Set<String> changed(Table table, List<Row> rows) {
    Set<String> changed = new HashSet<>();
    for (String name : cascades.referenced(table, this::hasEntries)) {
      int index = table.columns().indexOf(table.column(name).orElseThrow()) + 1;
      for (int i = 0; i + 1 < rows.size(); i += 2) {
        if (!Arrays.equals(rows.get(i).bytes(index), rows.get(i + 1).bytes(index))) {
          changed.add(name);
        }
      }
    }
    return changed;
  }

  private boolean hasEntries(Table table) {
    return models.of(table).hasEntries();
  }

  /**
   * The entries of the rows, and of the lookups that they are in; none where the table is not
   * cached. FB4xx where the database does not tell a weight.
   *
   * @param rows with their {@link #columns}
   */
  public Set<EntryName> entries(Table table, List<Row> rows) {
    TableModel model = models.of(table);
    return model.hasEntries() ? new Naming(model, rows).entries() : Set.of();
  }

  /** Which row a reader can lock to wait for the transaction that has changed it. */
  public String lockHint(Table table, Row row) {
    TableModel model = models.of(table);
    List<String> key = new ArrayList<>();
    for (Column column : model.key()) {
      key.add(KeyText.of(column, row, indexOf(model, column)));
    }
    return StoredRow.lockHint(model.name(), key);
  }

  private static Stream<Column> naming(TableModel model) {
    return model.isCached()
        ? Stream.concat(model.key().stream(), model.lookups().stream()).distinct()
        : Stream.empty();
  }

  private static int indexOf(TableModel model, Column column) {
    return model.table().columns().indexOf(column) + 1;
  }

  /** The names of one change's rows. */
  private final class Naming {
    private final TableModel model;
    private final List<Row> rows;
    private final Map<Column, Map<String, String>> weighed = new HashMap<>();

    Naming(TableModel model, List<Row> rows) {
      this.model = model;
      this.rows = rows;
      naming(model).filter(c -> ValueType.of(c).isWeighed()).forEach(c -> weighed.put(c, weigh(c)));
    }

    Set<EntryName> entries() {
      Set<EntryName> entries = new HashSet<>();
      if (model.hasLists() && !rows.isEmpty()) {
        entries.add(EntryName.lists(model.name()));
      }
      for (Row row : rows) {
        entries.add(EntryName.row(model.name(), KeyText.join(key(row))));
        for (Column column : model.lookups()) {
          String spelling = spelling(column, row);
          if (spelling != null) {
            entries.add(EntryName.lookup(model.name(), column.name(), spelling));
          }
        }
      }
      return entries;
    }

    private List<String> key(Row row) {
      return model.key().stream().map(column -> String.valueOf(spelling(column, row))).toList();
    }

    private @Nullable String spelling(Column column, Row row) {
      int index = indexOf(model, column);
      Map<String, String> weightsOfColumn = weighed.get(column);
      if (weightsOfColumn == null) {
        return ValueType.of(column).spelling(row, index);
      }
      String text = row.string(index);
      return text == null ? null : Objects.requireNonNull(weightsOfColumn.get(text));
    }

    private Map<String, String> weigh(Column column) {
      int index = indexOf(model, column);
      Set<String> texts = new LinkedHashSet<>();
      for (Row row : rows) {
        String text = row.string(index);
        if (text != null) {
          texts.add(text);
        }
      }
      return weights.ofAll(column, texts);
    }
  }
}
