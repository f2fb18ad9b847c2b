package dev.forebay.data.types;

import dev.forebay.mysql.Session;
import dev.forebay.mysql.TestDatabase;
import java.util.List;
import java.util.function.Consumer;

/** SQL as servers took it before they were strict: zero dates, and what fits no column. */
final class Lenient {
  private Lenient() {}

  static void run(TestDatabase db, Consumer<Session> work) {
    db.database()
        .read(
            session -> {
              session.update("SET @mode = @@sql_mode", List.of());
              session.update(
                  "SET sql_mode = 'ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO'", List.of());
              try {
                work.accept(session);
                return 0;
              } finally {
                session.update("SET sql_mode = @mode", List.of());
              }
            });
  }
}
