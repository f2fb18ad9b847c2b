package dev.forebay.mysql.tailer;

import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code forebay_tailer}: one row, which is the lease of the node that tails, its heartbeat, and
 * the position behind what is done with. All times are the server's, so nodes need not agree on
 * one.
 *
 * <p>The heartbeat is an UPDATE of the row, three in a second with a bound of one. That is about
 * 150 MB of binlog a day, and three commits a second on an idle server.
 */
final class TailerTable {
  static final String NAME = "forebay_tailer";

  private static final String FIRST =
      """
      INSERT IGNORE INTO forebay_tailer (id, term, holder, beat, beaten_at, server_id)
      VALUES (1, 0, '', 0, '2000-01-01', 0)
      """;
  private static final String READ =
      """
      SELECT term, holder, position, server_id,
        TIMESTAMPDIFF(MICROSECOND, beaten_at, UTC_TIMESTAMP(6)),
        TIMESTAMPDIFF(MICROSECOND, caught_up_at, UTC_TIMESTAMP(6))
      FROM forebay_tailer WHERE id = 1
      """;
  private static final String TAKE =
      """
      UPDATE forebay_tailer SET term = term + 1, holder = ?, beaten_at = UTC_TIMESTAMP(6)
      WHERE id = 1 AND term = ?
        AND (holder = '' OR TIMESTAMPDIFF(MICROSECOND, beaten_at, UTC_TIMESTAMP(6)) >= ?)
      """;
  private static final String BEAT =
      """
      UPDATE forebay_tailer SET beat = ?, beaten_at = UTC_TIMESTAMP(6),
        caught_up_at = COALESCE(?, caught_up_at), position = ?, server_id = ?
      WHERE id = 1 AND term = ?
      """;
  private static final String RELEASE =
      "UPDATE forebay_tailer SET holder = '', position = ? WHERE id = 1 AND term = ?";

  private final Database database;

  private TailerTable(Database database) {
    this.database = database;
  }

  /** The table, with its row. */
  static TailerTable open(Database database) {
    database.read(session -> session.update(FIRST, List.of()));
    return new TailerTable(database);
  }

  /**
   * The row as others see it.
   *
   * @param term counts the holders
   * @param holder the node that tails, or the empty text
   * @param position behind what is done with, or null before the first
   * @param serverId of the server whose position that is
   * @param silence how long ago the last heartbeat was
   * @param staleness how long ago the last heartbeat was written that has come through the binlog;
   *     null where none has
   */
  record Entry(
      long term,
      String holder,
      @Nullable String position,
      long serverId,
      Duration silence,
      @Nullable Duration staleness) {
    boolean isFree(Duration lease) {
      return holder.isEmpty() || silence.compareTo(lease) >= 0;
    }
  }

  /**
   * What a heartbeat writes.
   *
   * @param number counts the holder's heartbeats
   * @param caughtUpAt when the last one was written that has come through, as the server wrote it
   * @param position behind what is done with; null while it is not done with that one was lost
   * @param serverId of the server
   */
  record Beat(long number, @Nullable String caughtUpAt, @Nullable String position, long serverId) {}

  Entry read() {
    return database
        .read(session -> session.queryOne(READ, List.of(), TailerTable::entry))
        .orElseThrow();
  }

  /** Takes the lease over from the holder of this term; whether it worked. */
  boolean take(String node, long term, Duration lease) {
    return updated(TAKE, Arrays.asList(node, term, micros(lease)));
  }

  /** Writes a heartbeat; whether the lease is still of this term. */
  boolean beat(long term, Beat beat) {
    return updated(
        BEAT,
        Arrays.asList(beat.number(), beat.caughtUpAt(), beat.position(), beat.serverId(), term));
  }

  /** Gives the lease away. */
  void release(long term, @Nullable String position) {
    updated(RELEASE, Arrays.asList(position, term));
  }

  private boolean updated(String sql, List<? extends @Nullable Object> parameters) {
    return database.read(session -> session.update(sql, parameters)) == 1;
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.longValue(1),
        Objects.requireNonNull(row.string(2)),
        row.string(3),
        row.longValue(4),
        Duration.of(row.longValue(5), ChronoUnit.MICROS),
        row.string(6) == null ? null : Duration.of(row.longValue(6), ChronoUnit.MICROS));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }

  /** The columns that a heartbeat is known by in the binlog, in the order of {@link #COLUMNS}. */
  static final Set<String> KNOWN_BY = Set.of("term", "beat", "beaten_at");

  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id", "int"),
          Column.of("term", "bigint"),
          Column.of("holder", "varchar(64)"),
          Column.of("beat", "bigint"),
          Column.of("beaten_at", "datetime(6)"),
          Column.of("caught_up_at", "datetime(6)"),
          Column.of("position", "mediumtext"),
          Column.of("server_id", "bigint"));

  /** The table's definition; the schema's snapshot leaves Forebay's own tables out. */
  static final Table DEFINITION =
      new Table(NAME, false, COLUMNS, List.of("id"), List.of(), List.of(), List.of());

  /** A heartbeat as the binlog tells it: whose, which and when it was written. */
  record Seen(long term, long number, String writtenAt) {
    static Seen of(Row row) {
      return new Seen(row.longValue(2), row.longValue(4), Objects.requireNonNull(row.string(5)));
    }
  }
}
