package dev.forebay.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TransactionTest {
  private static final TestDatabase DB =
      TestDatabase.create("CREATE TABLE t (id INT PRIMARY KEY) ENGINE = InnoDB");

  @AfterAll
  static void drop() {
    DB.close();
  }

  @Test
  void transaction_returns_commits() {
    DB.database().transaction(session -> session.update("INSERT INTO t VALUES (?)", List.of(1)));
    assertThat(count(1)).isEqualTo(1);
  }

  @Test
  void transaction_throws_rollsBack() {
    assertThatThrownBy(
            () ->
                DB.database()
                    .transaction(
                        session -> {
                          session.update("INSERT INTO t VALUES (?)", List.of(2));
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(count(2)).isZero();
  }

  private static long count(int id) {
    return DB.database()
        .read(
            session ->
                session
                    .queryOne(
                        "SELECT COUNT(*) FROM t WHERE id = ?", List.of(id), r -> r.longValue(1))
                    .orElseThrow());
  }
}
