package dev.forebay.data;

import dev.forebay.data.planner.TextRows;
import dev.forebay.data.write.BulkInsert;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.schema.Schema;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Inserts many rows into a table, in a way that keeps the cache right. Any thread. */
public final class TableWriter {
  private final Supplier<Schema> schema;
  private final BulkInsert inserts;

  TableWriter(Supplier<Schema> schema, BulkInsert inserts) {
    this.schema = schema;
    this.inserts = inserts;
  }

  /**
   * Inserts all rows, or none, in one transaction. Memory holds about 1,000 rows at a time, and
   * some thousand names of cache entries.
   *
   * <p>FB201, FB202 and FB206 where the table and columns cannot be written; FB203 where a value is
   * none of its column's, with the numbers of row and column; FB4xx and FB501 as of any write.
   *
   * @param rows read once; each has one text a column, as a filter of the data API writes it, or
   *     null for NULL
   * @param alsoInTransaction runs first in the same transaction; what it throws undoes everything
   * @return the number of rows
   */
  public long insertAll(
      String table,
      List<String> columns,
      Iterator<List<@Nullable String>> rows,
      Consumer<Session> alsoInTransaction) {
    return inserts.insert(TextRows.of(schema.get(), table, columns), rows, alsoInTransaction);
  }
}
