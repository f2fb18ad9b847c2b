package dev.forebay.jobs.recurring;

import dev.forebay.jobs.table.RowList;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.Session.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the rows of a table that have had their time, every minute. A batch is a transaction of
 * 500 rows at most, and the next one follows at once: so a large backlog holds up nobody, and any
 * node can go on with it. Rows that somebody has locked stay until the next time.
 *
 * @param name the recurring job's name
 * @param rows what is swept
 * @param kept how long a row is kept after its time
 */
public record Sweep(String name, Rows rows, Duration kept) implements RecurringJob {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** From 1,000 on, MariaDB makes a subquery of the keys, and goes through the whole table. */
  private static final int BATCH = 500;

  /**
   * Rows that do not stay for ever.
   *
   * @param table their table
   * @param key the column that is its primary key
   * @param read reads a row's key, its only column
   * @param time the column of the time that they have had; NULL for those that stay
   * @param index the index of that column alone; where most rows have had their time, the server
   *     would rather sort them all for each batch
   */
  public record Rows(String table, String key, KeyReader read, String time, String index) {
    /** By the keys: a DELETE cannot pass over rows that are locked, but waits for them. */
    private int delete(Session tx, Instant before) {
      List<Object> keys =
          tx.query(
              """
              SELECT %1$s FROM %2$s FORCE INDEX (%4$s)
              WHERE %3$s < ? ORDER BY %3$s LIMIT ? FOR UPDATE SKIP LOCKED
              """
                  .formatted(key, table, time, index),
              List.of(before, BATCH),
              row -> Objects.requireNonNull(read.read(row)));
      if (!keys.isEmpty()) {
        List<Object> padded = RowList.padded(keys);
        tx.update(
            "DELETE FROM %s WHERE %s IN %s".formatted(table, key, RowList.marks(padded.size())),
            padded);
      }
      return keys.size();
    }
  }

  /** Reads a row that is a key, as a parameter that the key is found by. */
  @FunctionalInterface
  public interface KeyReader {
    /** The key; it is not NULL. */
    @Nullable Object read(Row row);
  }

  @Override
  public String expression() {
    return "every minute";
  }

  @Override
  public Instant first(Instant now) {
    return now.plus(EVERY);
  }

  @Override
  public Instant run(Session tx, Instant due, Instant now) {
    int deleted = rows.delete(tx, now.minus(kept));
    return deleted == BATCH ? now : now.plus(EVERY);
  }
}
