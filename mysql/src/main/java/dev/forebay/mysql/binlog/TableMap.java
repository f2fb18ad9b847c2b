package dev.forebay.mysql.binlog;

import java.util.ArrayList;
import java.util.List;

/**
 * What TABLE_MAP says of the table that the next row events are of.
 *
 * @param id by which they name it
 * @param database where it is
 * @param table its name
 * @param cells the form of its columns' values, in their order; empty where one has an unknown type
 */
record TableMap(long id, String database, String table, List<Cell> cells) {
  /** Copies the list. */
  TableMap {
    cells = List.copyOf(cells);
  }

  static TableMap read(RawEvent event) {
    Bytes at = event.bytes();
    long id = at.little(6);
    at.skip(2);
    String database = name(at);
    String table = name(at);
    byte[] types = at.take(at.packed());
    at.packed();
    return new TableMap(id, database, table, cells(types, at));
  }

  private static String name(Bytes at) {
    String name = at.text(at.small(1));
    at.skip(1);
    return name;
  }

  private static List<Cell> cells(byte[] types, Bytes metadata) {
    List<Cell> cells = new ArrayList<>(types.length);
    for (byte type : types) {
      Cell cell = Cell.read(type & 0xFF, metadata);
      if (cell == null) {
        return List.of();
      }
      cells.add(cell);
    }
    return cells;
  }
}
