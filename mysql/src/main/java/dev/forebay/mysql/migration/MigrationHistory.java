package dev.forebay.mysql.migration;

import dev.forebay.mysql.Session;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a table of Flyway's says has run.
 *
 * @param table its name
 * @param runs the last run of each script, by its name
 */
record MigrationHistory(String table, Map<String, Run> runs) {
  /** One run of a script: the checksum that its file had, and whether it succeeded. */
  record Run(String script, int checksum, boolean succeeded) {
    /** Whether the file is there and as it was. */
    boolean isUnchangedIn(MigrationFiles files) {
      return Objects.equals(files.checksums().get(script), checksum);
    }

    /** Whether the file is there, but no longer as it was. */
    boolean isCorrectedIn(MigrationFiles files) {
      return files.checksums().containsKey(script) && !isUnchangedIn(files);
    }
  }

  /** What is wrong, in a sentence, and what to do about it. */
  record Conflict(String sentence, String remedy) {}

  MigrationHistory {
    runs = Map.copyOf(runs);
  }

  /** Reads the table; empty where there is none. */
  static MigrationHistory read(Session session, String table) {
    Map<String, Run> runs = new LinkedHashMap<>();
    if (exists(session, table)) {
      session
          .query(
              """
              SELECT script, checksum, success FROM %s
              WHERE type <> 'BASELINE' ORDER BY installed_rank
              """
                  .formatted(table),
              List.of(),
              MigrationHistory::run)
          .forEach(run -> runs.put(run.script(), run));
    }
    return new MigrationHistory(table, runs);
  }

  /** Whether exactly these files have run, as they are now. */
  boolean isOf(MigrationFiles files) {
    return runs.size() == files.checksums().size()
        && runs.values().stream().allMatch(run -> run.succeeded() && run.isUnchangedIn(files));
  }

  /** Whether all of these scripts have run, whatever they were like then, and whatever else has. */
  boolean has(Collection<String> scripts) {
    return scripts.stream().map(runs::get).allMatch(run -> run != null && run.succeeded());
  }

  /** Takes failed runs out of the table. */
  long forget(Session session, Predicate<Run> which) {
    return update(session, "DELETE FROM " + table, which);
  }

  /** Notes that failed runs have succeeded. */
  long accept(Session session, Predicate<Run> which) {
    return update(session, "UPDATE " + table + " SET success = 1", which);
  }

  private long update(Session session, String change, Predicate<Run> which) {
    return failed(which)
        .mapToLong(
            run ->
                session.update(change + " WHERE script = ? AND success = 0", List.of(run.script())))
        .sum();
  }

  /** Failed runs. */
  Stream<Run> failed(Predicate<Run> which) {
    return runs.values().stream().filter(run -> !run.succeeded() && which.test(run));
  }

  /** Why the history and the files do not go together, in a sentence and what to do about it. */
  Optional<Conflict> conflict(MigrationFiles files) {
    return runs.values().stream().flatMap(run -> conflict(run, files).stream()).findFirst();
  }

  private static Optional<Conflict> conflict(Run run, MigrationFiles files) {
    if (!files.checksums().containsKey(run.script())) {
      return conflict(run, "has run, but its file is gone", "Put the file back");
    }
    if (!run.succeeded()) {
      return conflict(
          run,
          "failed before, and is unchanged since",
          "What stands before the failed statement may have taken effect: change the file so that"
              + " it can run again, and it will");
    }
    return run.isUnchangedIn(files)
        ? Optional.empty()
        : conflict(
            run,
            "has been changed since it ran",
            "Undo the change, and write what should be different as a new migration");
  }

  private static Optional<Conflict> conflict(Run run, String what, String remedy) {
    return Optional.of(new Conflict("The migration " + run.script() + " " + what, remedy));
  }

  private static Run run(Session.Row row) {
    String script = Objects.requireNonNullElse(row.string(1), "");
    return new Run(script, (int) row.longValue(2), row.longValue(3) != 0);
  }

  private static boolean exists(Session session, String table) {
    return session
        .queryOne(
            """
            SELECT 1 FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_name = ?
            """,
            List.of(table),
            row -> true)
        .isPresent();
  }
}
