package dev.forebay.mysql.binlog;

import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.binlog.BinlogEvent.Kind;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the row events of one table.
 *
 * @param table its definition
 * @param cells the form of its values
 * @param wanted the indexes of the columns to read; the others are passed over
 */
record RowReader(Table table, List<Cell> cells, BitSet wanted) {
  /** The hidden row_start and row_end of a table WITH SYSTEM VERSIONING. */
  private static final int PERIOD_COLUMNS = 2;

  /**
   * A reader of these columns; none where the events do not go with the definition, which is then
   * older or newer, or where a type cannot be read.
   */
  static Optional<RowReader> of(Table table, TableMap map, Set<String> names) {
    List<Column> columns = table.columns();
    int count = map.cells().size();
    if (count != columns.size() && count != columns.size() + PERIOD_COLUMNS) {
      return Optional.empty();
    }
    BitSet wanted = new BitSet();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      boolean asked = names.contains(column.name());
      wanted.set(i, asked);
      if (!CellText.fits(column.type(), map.cells().get(i))
          || (asked && !CellText.isReadable(column.type()))) {
        return Optional.empty();
      }
    }
    return Optional.of(new RowReader(table, map.cells(), wanted));
  }

  /** The rows of an event; none where it lacks columns, as under binlog_row_image MINIMAL. */
  Optional<List<Row>> read(RowsHeader header, Bytes at) {
    int count = at.packed();
    BitSet before = at.bits(count);
    BitSet after = header.kind() == Kind.UPDATE ? at.bits(count) : before;
    if (count != cells.size() || !covers(before) || !covers(after)) {
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    while (at.hasMore()) {
      rows.add(row(before, at));
      if (header.kind() == Kind.UPDATE) {
        rows.add(row(after, at));
      }
    }
    return Optional.of(rows);
  }

  private boolean covers(BitSet present) {
    BitSet missing = (BitSet) wanted.clone();
    missing.andNot(present);
    return missing.isEmpty();
  }

  private Row row(BitSet present, Bytes at) {
    @Nullable Object[] values = new @Nullable Object[table.columns().size()];
    BitSet nulls = at.bits(present.cardinality());
    int position = 0;
    for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
      if (!nulls.get(position++)) {
        if (wanted.get(i)) {
          values[i] = CellText.read(table.columns().get(i).type(), cells.get(i), at);
        } else {
          cells.get(i).skip(at);
        }
      }
    }
    return new BinlogRow(table, values);
  }
}
