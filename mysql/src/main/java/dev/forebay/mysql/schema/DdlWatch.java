package dev.forebay.mysql.schema;

import dev.forebay.mysql.Session;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Tells cheaply whether the schema may have changed, by the server's own counts of DDL statements.
 * They are of all databases of the server, and grow when a statement starts. Used by one thread.
 */
final class DdlWatch {
  private static final String COUNTS =
      """
      SHOW GLOBAL STATUS WHERE Variable_name IN ('Com_create_table', 'Com_alter_table',
        'Com_drop_table', 'Com_rename_table', 'Com_create_view', 'Com_drop_view',
        'Com_create_index', 'Com_drop_index', 'Com_create_db', 'Com_drop_db', 'Com_alter_db',
        'Com_create_function', 'Com_alter_function', 'Com_drop_function',
        'Com_create_procedure', 'Com_alter_procedure', 'Com_drop_procedure')
      """;
  private static final long UNSETTLED_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long LONGEST_TRUST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private List<String> counts = List.of();
  private long countedAt = System.nanoTime();
  private long suspectedAt = System.nanoTime();

  /** The server's counts of DDL statements that have begun. */
  static List<String> counts(Session session) {
    return session.query(COUNTS, List.of(), row -> Objects.requireNonNull(row.string(2)));
  }

  /** Whether to read the schema: also after ten seconds without, because a count can miss DDL. */
  boolean suspectsChange(Session session) {
    List<String> now = counts(session);
    long time = System.nanoTime();
    if (!now.equals(counts)) {
      counts = now;
      countedAt = time;
    }
    boolean suspected =
        time - countedAt < UNSETTLED_NANOS || time - suspectedAt >= LONGEST_TRUST_NANOS;
    if (suspected) {
      suspectedAt = time;
    }
    return suspected;
  }
}
