package dev.forebay.data.execute;

import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.TextRows;
import dev.forebay.mysql.Session;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Inserts any number of rows in one transaction, a part at a time: memory holds one part, and the
 * names of the cache entries that are touched. Not tried again after a deadlock, because its rows
 * can be read only once. Any thread.
 */
public final class BulkInsert {
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Transactions transactions;
  private final TableModels models;
  private final Inserts inserts;

  BulkInsert(Transactions transactions, TableModels models, Inserts inserts) {
    this.transactions = transactions;
    this.models = models;
    this.inserts = inserts;
  }

  /**
   * Inserts the rows, or none.
   *
   * @param first runs in the same transaction, before the rows
   * @return how many rows
   */
  public long insert(
      TextRows table, Iterator<List<@Nullable String>> rows, Consumer<Session> first) {
    TableModel model = models.of(table.table());
    return transactions.once(
        change -> {
          first.accept(change.session());
          return new Load(change, model, table).insert(rows);
        });
  }

  /** One load that runs. */
  private final class Load {
    private final Change change;
    private final TableModel model;
    private final TextRows table;
    private final List<List<@Nullable Object>> part = new ArrayList<>();
    private long done;

    Load(Change change, TableModel model, TextRows table) {
      this.change = change;
      this.model = model;
      this.table = table;
    }

    long insert(Iterator<List<@Nullable String>> rows) {
      int most = Inserts.rowsAtOnce(table.columns().size());
      long characters = 0;
      while (rows.hasNext()) {
        List<@Nullable String> row = rows.next();
        part.add(table.row(row, done + part.size() + 1));
        characters += length(row);
        if (part.size() == most || characters > MOST_CHARACTERS) {
          flush();
          characters = 0;
        }
      }
      flush();
      return done;
    }

    private void flush() {
      if (part.isEmpty()) {
        return;
      }
      try {
        insertPart();
      } catch (ForebayException e) {
        throw withRows(e);
      }
      done += part.size();
      part.clear();
    }

    private void insertPart() {
      Session session = change.session();
      if (model.isCached()) {
        change.touch(
            model, List.of(), inserts.insertAndRead(session, model, table.columns(), part));
      } else {
        inserts.insert(session, model, table.columns(), part);
      }
    }

    private ForebayException withRows(ForebayException e) {
      String rows = "In rows %d to %d".formatted(done + 1, done + part.size());
      String detail = e.detail() == null ? rows : e.detail() + "; " + rows;
      return new ForebayException(e.code(), e.getMessage(), detail, e.hint(), e);
    }

    private static long length(List<@Nullable String> row) {
      long length = 0;
      for (String value : row) {
        length += value == null ? 0 : value.length();
      }
      return length;
    }
  }
}
