package dev.forebay.mysql.migration;

import dev.forebay.base.ForebayException;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.SqlErrors;
import dev.forebay.mysql.migration.MigrationHistory.Conflict;
import dev.forebay.mysql.migration.MigrationHistory.Run;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The tables of Forebay's own, {@code forebay_*}, as the modules' {@link TableScripts} make and
 * change them: each script once, noted in the table {@code forebay_schema_history}.
 *
 * <p>A script that has run is not looked at again, and scripts that are not known here, those of a
 * newer Forebay, are left alone: an older node goes on beside a newer one, and starts beside it. A
 * script that has failed runs again at the next start; where it finds that its one statement has
 * taken effect, because a node died before it could note that, this is noted.
 */
public final class OwnTables {
  static final String HISTORY = "forebay_schema_history";

  private final List<TableScripts> modules;
  private final List<String> names;

  private OwnTables(List<TableScripts> modules) {
    this.modules = modules;
    this.names = modules.stream().flatMap(scripts -> scripts.names().stream()).toList();
  }

  /**
   * Runs what the database has not had yet. To be called before anything else is opened.
   *
   * @throws ForebayException FB412 if a script fails
   */
  public static void migrate(Database database, List<TableScripts> modules) {
    new OwnTables(modules).migrate(database);
  }

  private void migrate(Database database) {
    if (!database.read(OwnTables::history).has(names)) {
      database.transaction(session -> history(session).forget(session, this::isOurs));
      run(database);
    }
  }

  private void run(Database database) {
    try {
      FlywayRun.migrate(database, new Scripts(modules, this::isOurs));
    } catch (ForebayException e) {
      if (FlywayRun.sqlCause(e).filter(SqlErrors::isDoneAlready).isEmpty()) {
        throw e;
      }
      database.transaction(session -> history(session).accept(session, this::isOurs));
      migrate(database);
    }
  }

  private boolean isOurs(Run run) {
    return names.contains(run.script());
  }

  private static MigrationHistory history(Session session) {
    return MigrationHistory.read(session, HISTORY);
  }

  /** The scripts for Flyway. */
  private record Scripts(List<TableScripts> modules, Predicate<Run> ours) implements MigrationSet {
    @Override
    public String history() {
      return HISTORY;
    }

    @Override
    public void locate(FluentConfiguration flyway) {
      flyway
          .locations(new String[0])
          .resourceProvider(new ScriptResources(modules))
          .validateOnMigrate(false)
          .outOfOrder(true);
    }

    @Override
    public Optional<Conflict> conflict(MigrationHistory history) {
      return history
          .failed(ours)
          .findFirst()
          .map(run -> new Conflict("The migration " + run.script() + " has just failed", remedy()));
    }

    @Override
    public String refusal() {
      return "Forebay's own tables cannot be made or changed";
    }

    @Override
    public String remedy() {
      return "See the log for the database's reason; once that is mended, start again";
    }
  }
}
