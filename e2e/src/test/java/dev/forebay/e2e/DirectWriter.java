package dev.forebay.e2e;

import dev.forebay.base.ForebayException;
import dev.forebay.e2e.History.Doubt;
import dev.forebay.e2e.History.Operation;
import dev.forebay.mysql.Database;
import java.util.List;
import java.util.Objects;

/** Somebody who writes the registers by SQL, past Forebay. One thread. */
final class DirectWriter implements AutoCloseable {
  private final Database database;
  private final History history;
  private final Counts counts;

  DirectWriter(Database database, History history, Counts counts) {
    this.database = database;
    this.history = history;
    this.counts = counts;
  }

  /** Changes a row, if it is there. */
  void write(int row) {
    long began = System.nanoTime();
    try {
      List<Register> written = change(row);
      long ended = System.nanoTime();
      for (Register now : written) {
        history.add(
            new Operation(row, true, now.version(), now.color(), true, began, ended, "SQL"));
      }
      counts.add("SQL");
    } catch (ForebayException e) {
      history.add(new Doubt(row, true, began, System.nanoTime()));
      counts.add("SQL unanswered");
    }
  }

  private record Register(long version, String color) {}

  private List<Register> change(int row) {
    return database.transaction(
        session -> {
          session.update("UPDATE registers SET value = value + 1 WHERE id = ?", List.of(row));
          return session.query(
              "SELECT version, color FROM registers WHERE id = ? LOCK IN SHARE MODE",
              List.of(row),
              found ->
                  new Register(
                      Long.parseLong(Objects.requireNonNull(found.string(1))),
                      Objects.requireNonNull(found.string(2))));
        });
  }

  @Override
  public void close() {
    database.close();
  }
}
