package dev.forebay.jobs;

import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The query by which a node takes due jobs. It leaves out functions all of whose places on this
 * node are taken, so that their backlog does not occupy the workers that others need.
 *
 * <p>MariaDB has SKIP LOCKED since 10.6 with MySQL's syntax, so both have the same query. The index
 * is forced because the other one would lock every job that is not taken.
 */
final class Polling extends MySQL8JdbcCustomization {
  private final Collection<JobKind> kinds;
  private volatile boolean leftSomeOut;

  Polling(Collection<JobKind> kinds) {
    super(true);
    this.kinds = kinds;
  }

  /** Whether the last look left some out, so that a place that is free again is news. */
  boolean leftSomeOut() {
    return leftSomeOut;
  }

  @Override
  public String createGenericSelectForUpdateQuery(
      String table, int limit, String condition, boolean byPriority) {
    List<JobKind> busy = kinds.stream().filter(kind -> kind.handler().busy()).toList();
    leftSomeOut = !busy.isEmpty();
    return "SELECT * FROM %s FORCE INDEX (forebay_jobs_due) WHERE picked = ? AND execution_time <= ? %s %s ORDER BY execution_time LIMIT %d FOR UPDATE SKIP LOCKED"
        .formatted(table, condition, without(busy), limit);
  }

  /** Names become hexadecimal literals, so no name can be more than a name. */
  private static String without(List<JobKind> busy) {
    if (busy.isEmpty()) {
      return "";
    }
    return busy.stream()
        .map(kind -> HexFormat.of().formatHex(kind.name().getBytes(StandardCharsets.UTF_8)))
        .map(hex -> "_utf8mb4 x'" + hex + "'")
        .collect(Collectors.joining(", ", "AND task_name NOT IN (", ")"));
  }
}
