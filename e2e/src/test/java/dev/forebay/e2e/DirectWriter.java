package dev.forebay.e2e;

import dev.forebay.base.ForebayException;
import dev.forebay.e2e.History.Doubt;
import dev.forebay.e2e.History.Operation;
import dev.forebay.mysql.Database;
import dev.forebay.testing.Eventually;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Somebody who writes the registers by SQL, past Forebay. One thread. */
final class DirectWriter implements AutoCloseable {
  private final Supplier<Database> address;
  private final History history;
  private final Counts counts;
  private Database database;

  DirectWriter(Supplier<Database> address, History history, Counts counts) {
    this.address = address;
    this.database = address.get();
    this.history = history;
    this.counts = counts;
  }

  /** Changes a row, if it is there. */
  void write(int row) {
    write("registers WHERE id = ?", row);
  }

  /** The same of a table whose rows have numbers. */
  void write(KeyedTable table, int row) {
    write(table.name() + " WHERE number = ?", row);
  }

  private void write(String named, int row) {
    long began = System.nanoTime();
    try {
      List<Register> written = change(named, row);
      long ended = System.nanoTime();
      for (Register now : written) {
        history.add(
            new Operation(row, true, now.version(), now.color(), true, began, ended, "SQL"));
      }
      counts.add("SQL");
    } catch (ForebayException e) {
      history.add(new Doubt(row, true, began, System.nanoTime()));
      counts.add("SQL unanswered");
      connectAgain();
    }
  }

  /** Its connections may lead to a server that is not the primary any more. */
  private void connectAgain() {
    database.close();
    Eventually.until("the database lets somebody in", this::connects);
  }

  private boolean connects() {
    try {
      database = address.get();
      return true;
    } catch (ForebayException e) {
      return false;
    }
  }

  private record Register(long version, String color) {}

  private List<Register> change(String named, int row) {
    return database.transaction(
        session -> {
          session.update(
              "UPDATE " + named.replace("WHERE", "SET value = value + 1 WHERE"), List.of(row));
          return session.query(
              "SELECT version, color FROM " + named + " LOCK IN SHARE MODE",
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
