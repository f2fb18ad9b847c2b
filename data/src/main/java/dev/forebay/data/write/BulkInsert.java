package dev.forebay.data.write;

import dev.forebay.base.ForebayException;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.entry.TableModels;
import dev.forebay.data.planner.TextRows;
import dev.forebay.mysql.Session;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Inserts any number of rows in one transaction, a part at a time: memory holds one part, and some
 * thousand names of cache entries. Not tried again after a deadlock, because its rows can be read
 * only once. Any thread.
 */
public final class BulkInsert {
  private final Transactions transactions;
  private final TableModels models;
  private final Writes writes;

  public BulkInsert(Transactions transactions, TableModels models, Writes writes) {
    this.transactions = transactions;
    this.models = models;
    this.writes = writes;
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
    Undoing.requirePossible(table.table(), "a load");
    return transactions.once(
        change -> {
          first.accept(change.session());
          return new Load(change, model, table).insert(rows);
        });
  }

  /** One load that runs. */
  private final class Load {
    private final TableModel model;
    private final TextRows table;
    private final InsertRun insertion;
    private long done;

    Load(Change change, TableModel model, TextRows table) {
      this.model = model;
      this.table = table;
      this.insertion = writes.insertion(change, model);
    }

    long insert(Iterator<List<@Nullable String>> texts) {
      var parts = new RowBatches(new Values(texts), table.columns().size());
      while (parts.hasNext()) {
        InsertRows part = new InsertRows(table.columns(), parts.next());
        boolean more = parts.hasNext();
        try {
          insertion.insert(part, more);
        } catch (ForebayException e) {
          throw withRows(UniqueKeys.namingColumns(e, model.table()), part.size());
        }
        done += part.size();
      }
      return done;
    }

    private ForebayException withRows(ForebayException e, int size) {
      String rows = "In rows %d to %d".formatted(done + 1, done + size);
      String detail = e.detail() == null ? rows : e.detail() + "; " + rows;
      return new ForebayException(e.code(), e.getMessage(), detail, e.hint(), e);
    }

    /** The texts as values of their columns. */
    private final class Values implements Iterator<List<@Nullable Object>> {
      private final Iterator<List<@Nullable String>> texts;
      private long number;

      Values(Iterator<List<@Nullable String>> texts) {
        this.texts = texts;
      }

      @Override
      public boolean hasNext() {
        return texts.hasNext();
      }

      @Override
      public List<@Nullable Object> next() {
        return table.row(texts.next(), ++number);
      }
    }
  }
}
