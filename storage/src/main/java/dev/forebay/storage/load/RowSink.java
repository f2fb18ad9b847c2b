package dev.forebay.storage.load;

import dev.forebay.mysql.Session;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a bulk load's rows go: a table, through whatever keeps the cache right. */
@FunctionalInterface
public interface RowSink {
  /**
   * Inserts all rows, or none, in one transaction.
   *
   * @param table the table's name
   * @param columns the columns that the rows have values for, in their order
   * @param rows read once, one at a time; null is SQL NULL. What the iterator throws ends the
   *     transaction and is thrown on
   * @param inTransaction called once within the same transaction; what it throws undoes everything
   * @return the number of rows
   */
  long load(
      String table,
      List<String> columns,
      Iterator<List<@Nullable String>> rows,
      Consumer<Session> inTransaction);
}
