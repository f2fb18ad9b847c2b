package dev.forebay.jobs.recurring;

import dev.forebay.jobs.table.StoredTime;
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
 */
public final class Sweep implements RecurringJob {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /**
   * MariaDB makes a subquery of 1,000 keys and more ({@code in_predicate_conversion_threshold}).
   */
  private static final int BATCH = 512;

  private final String name;
  private final Rows rows;
  private final Duration kept;

  /**
   * The time that the last batch came to, while there are more: the index keeps deleted rows for as
   * long as any transaction might see them, and each batch would begin with all of them.
   */
  private volatile Instant from = Instant.EPOCH;

  /**
   * One that has not begun.
   *
   * @param name the recurring job's name
   * @param rows what is swept
   * @param kept how long a row is kept after its time
   */
  public Sweep(String name, Rows rows, Duration kept) {
    this.name = name;
    this.rows = rows;
    this.kept = kept;
  }

  /**
   * Rows that do not stay for ever.
   *
   * @param table their table
   * @param key the column that is its primary key
   * @param read reads a row's key, its first column
   * @param time the column of the time that they have had; NULL for those that stay
   * @param index the index of that column alone; where most rows have had their time, the server
   *     would rather sort them all for each batch
   */
  public record Rows(String table, String key, KeyReader read, String time, String index) {
    private List<Due> due(Session tx, Instant from, Instant before) {
      return tx.query(
          """
          SELECT %1$s, %3$s FROM %2$s FORCE INDEX (%4$s)
          WHERE %3$s >= ? AND %3$s < ? ORDER BY %3$s LIMIT ? FOR UPDATE SKIP LOCKED
          """
              .formatted(key, table, time, index),
          List.of(from, before, BATCH),
          row ->
              new Due(
                  Objects.requireNonNull(read.read(row)),
                  StoredTime.parse(Objects.requireNonNull(row.string(2)))));
    }

    /**
     * One by one: a DELETE cannot pass over rows that are locked, but waits for them, and one that
     * names many keys goes through all of a small table.
     */
    private void delete(Session tx, Object due) {
      tx.update("DELETE FROM %s WHERE %s = ?".formatted(table, key), List.of(due));
    }
  }

  /** Reads a row that begins with a key, as a parameter that the key is found by. */
  @FunctionalInterface
  public interface KeyReader {
    /** The key; it is not NULL. */
    @Nullable Object read(Row row);
  }

  private record Due(Object key, Instant time) {}

  @Override
  public String name() {
    return name;
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
    List<Due> batch = rows.due(tx, from, now.minus(kept));
    batch.forEach(row -> rows.delete(tx, row.key()));
    boolean more = batch.size() == BATCH;
    from = more ? batch.getLast().time() : Instant.EPOCH;
    return more ? now : now.plus(EVERY);
  }
}
