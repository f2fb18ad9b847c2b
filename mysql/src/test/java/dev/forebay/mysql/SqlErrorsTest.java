package dev.forebay.mysql;

import static dev.forebay.mysql.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EveryServer
class SqlErrorsTest {
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE customers (id INT PRIMARY KEY, email VARCHAR(9) NOT NULL, nick VARCHAR(9),"
              + " UNIQUE (email), UNIQUE nick_per_mail (nick, email))",
          "CREATE TABLE invoices (id INT PRIMARY KEY, customer_id INT NOT NULL,"
              + " amount DECIMAL(5,2),"
              + " status ENUM('pending','paid'), due DATE, doc JSON, small TINYINT UNSIGNED,"
              + " FOREIGN KEY (customer_id) REFERENCES customers (id),"
              + " CONSTRAINT positive CHECK (amount > 0))",
          "INSERT INTO customers VALUES (1, 'a@b', 'a')",
          "INSERT INTO invoices (id, customer_id) VALUES (1, 1)",
          "CREATE TRIGGER angry BEFORE DELETE ON invoices FOR EACH ROW"
              + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'hidden'");

  @AfterAll
  static void drop() {
    DB.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "INSERT INTO customers VALUES (2, 'a@b', 'b') | UNIQUE_VIOLATION | Unique key: email",
        "INSERT INTO customers VALUES (1, 'hidden', 'b') | UNIQUE_VIOLATION | Unique key: PRIMARY",
        "UPDATE customers SET id = 2, nick = 'b' | FOREIGN_KEY_VIOLATION | Referring"
            + " table: invoices",
        "DELETE FROM customers | FOREIGN_KEY_VIOLATION | Referring table: invoices",
        "INSERT INTO invoices (id, customer_id) VALUES (2, 99) | FOREIGN_KEY_VIOLATION | Foreign"
            + " key: customer_id",
        "INSERT INTO customers VALUES (2, NULL, 'b') | NOT_NULL_VIOLATION | Column: email",
        "INSERT INTO customers (id) VALUES (2) | NOT_NULL_VIOLATION | Column: email",
        "INSERT INTO invoices (id, customer_id, amount) VALUES (2, 1, -1) | CHECK_VIOLATION |"
            + " Constraint: positive",
        "INSERT INTO customers VALUES (2, 'hidden too long', 'b') | VALUE_OUT_OF_RANGE | Column:"
            + " email",
        "INSERT INTO invoices (id, customer_id, amount) VALUES (2, 1, 12345) | VALUE_OUT_OF_RANGE |"
            + " Column: amount",
        "INSERT INTO invoices (id, customer_id, small) VALUES (2, 1, 256) | VALUE_OUT_OF_RANGE |"
            + " Column: small",
        "UPDATE invoices SET small = -1 | VALUE_OUT_OF_RANGE | Column: small",
        "INSERT INTO invoices (id, customer_id, status) VALUES (2, 1, 'hidden') | INVALID_VALUE |"
            + " Column: status",
        "INSERT INTO invoices (id, customer_id, due) VALUES (2, 1, 'hidden') | INVALID_VALUE |"
            + " Column: due",
        "INSERT INTO invoices (id, customer_id, amount) VALUES (2, 1, 'hidden') | INVALID_VALUE |"
            + " Column: amount",
        "INSERT INTO invoices (id, customer_id) VALUES (2, 'hidden for column `a`.`b`.`c` at row"
            + " 1') | INVALID_VALUE | Column: customer_id",
        "INSERT INTO customers VALUES (3, 'b@c', 'b'), (4, 'b@c', 'b') | UNIQUE_VIOLATION | Unique"
            + " key: email",
        "SELECT hidden FROM customers | BROKEN_SCHEMA |",
        "SELECT * FROM hidden | BROKEN_SCHEMA |",
        "SELECT hidden hidden hidden | STATEMENT_REFUSED |",
        "SELECT (SELECT 'hidden' UNION SELECT 2) | STATEMENT_REFUSED |",
      })
  void statement_refused_hasCodeAndNamesInItsDetail(String sql, ErrorCode code, String detail) {
    ForebayException error =
        failure(() -> DB.database().transaction(session -> session.update(sql, List.of())));
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.detail()).isEqualTo(detail);
    assertThat(error.hint()).isNotBlank();
    assertThat(error.getMessage() + error.detail() + error.hint()).doesNotContain("hidden");
    assertThat(error).hasCauseInstanceOf(SQLException.class);
  }

  @Test
  void json_thatIsNone_isRefusedForItsColumn() {
    String sql = "INSERT INTO invoices (id, customer_id, doc) VALUES (2, 1, '{hidden')";
    statement_refused_hasCodeAndNamesInItsDetail(
        sql,
        TestServer.either(ErrorCode.CHECK_VIOLATION, ErrorCode.INVALID_VALUE),
        TestServer.either("Constraint: doc", "Column: doc"));
  }

  @Test
  void signal_ofTheApplications_isToldInItsOwnWords() {
    ForebayException error =
        failure(
            () ->
                DB.database()
                    .transaction(session -> session.update("DELETE FROM invoices", List.of())));
    assertThat(error.code()).isEqualTo(ErrorCode.SIGNALLED);
    assertThat(error.getMessage()).isEqualTo("hidden");
  }

  @ParameterizedTest
  @CsvSource({
    "1213, 40001, LOCK_CONFLICT",
    "1205, HY000, LOCK_CONFLICT",
    "1020, HY000, LOCK_CONFLICT",
    "1969, 70100, STATEMENT_TIMEOUT",
    "3024, HY000, STATEMENT_TIMEOUT",
    "1040, 08004, DATABASE_UNAVAILABLE",
    "1053, 08S01, DATABASE_UNAVAILABLE",
    "1290, HY000, DATABASE_UNAVAILABLE",
    "1792, 25006, DATABASE_UNAVAILABLE",
    "1836, HY000, DATABASE_UNAVAILABLE",
    "4031, HY000, DATABASE_UNAVAILABLE",
    "2013, HY000, DATABASE_UNAVAILABLE",
    "0, 08000, DATABASE_UNAVAILABLE",
    "1044, 42000, DATABASE_PRIVILEGE",
    "1142, 42000, DATABASE_PRIVILEGE",
    "1143, 42000, DATABASE_PRIVILEGE",
    "1021, HY000, DATABASE_FULL",
    "1030, HY000, DATABASE_FULL",
    "1114, HY000, DATABASE_FULL",
    "1153, 08S01, STATEMENT_TOO_LARGE",
    "1390, HY000, STATEMENT_TOO_LARGE",
    "1104, 42000, PLAN_LIMIT",
    "1305, 42000, BROKEN_SCHEMA",
    "1449, HY000, BROKEN_SCHEMA",
    "1267, HY000, INVALID_VALUE",
    "3988, HY000, INVALID_VALUE",
    "1118, 42000, VALUE_OUT_OF_RANGE",
    "3819, HY000, CHECK_VIOLATION",
    "9999, HY000, STATEMENT_REFUSED",
    "0, , STATEMENT_REFUSED",
  })
  void sqlException_anyNumber_hasItsCode(int number, String state, ErrorCode code) {
    String text = "running with the --read-only option; Got error 28 from storage engine";
    assertThat(SqlErrors.of(new SQLException(text, state, number)).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1062 | Duplicate entry 'a' for key 'customers.email' | Unique key: email",
        "1062 | Duplicate entry 'x' for key 'y' for key 'email' | Unique key: email",
        "3819 | Check constraint 'positive' is violated. | Constraint: positive",
        "1366 | Incorrect integer value: 'x' for column 'age' at row 1 | Column: age",
        "3140 | Invalid JSON text: \"x\" at position 0 in value for column 'invoices.doc'. |"
            + " Column: doc",
        "1062 | Doppelter Eintrag 'a' | ",
      })
  void sqlException_textOfMySql_namesAreFound(int number, String text, String detail) {
    assertThat(SqlErrors.of(new SQLException(text, "HY000", number)).detail()).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "CREATE command denied to user 'a'@'b' for table 'forebay_jobs' | CREATE on forebay_jobs",
        "(conn=7) ALTER command denied to user 'a'@'b' for table `shop`.`items` | ALTER on items",
        "INSERT, CREATE command denied to user 'a'@'b' for table 'items' | INSERT, CREATE on items",
        "Access denied for user 'a'@'b' to database 'shop' | ",
      })
  void sqlException_ofAMissingRight_namesItAndTheTable(String text, String right) {
    assertThat(SqlErrors.missingRight(new SQLException(text, "42000", 1142)).orElse(null))
        .isEqualTo(right);
  }
}
