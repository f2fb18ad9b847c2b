package dev.forebay.data.openapi;

import java.util.HashMap;
import java.util.Map;

/**
 * What documents say of tables, kept until a table, or what is said of it, changes: after DDL only
 * the tables that it was about are described anew. Takes some kilobytes for each table, as a
 * document does. One thread.
 */
final class TableFragments {
  private Map<DescribedTable, Fragment> current = new HashMap<>();
  private Map<DescribedTable, Fragment> last = new HashMap<>();

  /** Forgets what no document has needed since this was called before. */
  void age() {
    last = current;
    current = new HashMap<>();
  }

  Fragment of(DescribedTable table) {
    return current.computeIfAbsent(table, this::kept);
  }

  private Fragment kept(DescribedTable table) {
    Fragment fragment = last.get(table);
    return fragment == null ? made(table) : fragment;
  }

  private static Fragment made(DescribedTable table) {
    Draft draft = new Draft();
    new TablePath(table).addTo(draft);
    return Fragment.of(draft);
  }
}
