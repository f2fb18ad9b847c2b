package dev.forebay.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.schema.Routine.Mode;
import dev.forebay.mysql.schema.Routine.Parameter;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

@EveryServer
class RoutineReaderTest {
  private static final TestDatabase DB =
      TestDatabase.create(
          "CREATE TABLE orders (id INT PRIMARY KEY)",
          "CREATE TABLE lines_ (id INT PRIMARY KEY)",
          "CREATE TABLE other (id INT PRIMARY KEY)",
          "CREATE VIEW open_orders AS SELECT * FROM orders",
          "CREATE VIEW open_now AS SELECT * FROM open_orders",
          "CREATE FUNCTION f(a DECIMAL(10,2), b BOOLEAN) RETURNS DATETIME(3) NO SQL RETURN NOW(3)",
          "CREATE PROCEDURE p(IN a INT, OUT b TEXT, INOUT c BIGINT UNSIGNED)"
              + " BEGIN DELETE FROM `Open_Now`; INSERT INTO lines_ VALUES (a); END",
          "CREATE PROCEDURE looks() READS SQL DATA SELECT * FROM other",
          "CREATE PROCEDURE texts(t TEXT) BEGIN SET @t = t; PREPARE s FROM @t; EXECUTE s; END");
  private static final Map<String, Routine> ROUTINES =
      DB.database()
          .read(session -> new RoutineReader(session).routines(new SchemaReader(session).tables()));

  @AfterAll
  static void stop() {
    DB.close();
  }

  @Test
  void function_hasTypesOfItsParametersAndValue() {
    Routine function = routine("f");
    assertThat(function.parameters())
        .containsExactly(
            new Parameter(Mode.IN, Column.of("a", "decimal(10,2)")),
            new Parameter(Mode.IN, Column.of("b", "tinyint(1)")));
    assertThat(function.returns()).isEqualTo(Column.of("f", "datetime(3)"));
    assertThat(function.readOnly()).isTrue();
  }

  @Test
  void procedure_hasModesAndNoValue() {
    Routine procedure = routine("p");
    assertThat(procedure.returns()).isNull();
    assertThat(procedure.parameters())
        .extracting(Parameter::mode)
        .containsExactly(Mode.IN, Mode.OUT, Mode.INOUT);
    assertThat(procedure.parameters())
        .extracting(parameter -> parameter.column().type())
        .hasExactlyElementsOfTypes(
            ColumnType.Int.class, ColumnType.Text.class, ColumnType.Int.class);
  }

  @Test
  void routine_mayChangeWhatItsBodyNamesAlsoThroughViews() {
    assertThat(routine("p").mayChange())
        .isEqualTo(Set.of("orders", "lines_", "open_orders", "open_now"));
    assertThat(routine("looks").mayChange()).isEmpty();
    assertThat(routine("f").mayChange()).isEmpty();
  }

  @Test
  void routine_thatMakesStatementsOfTexts_isOpaque() {
    assertThat(ROUTINES.values())
        .filteredOn(Routine::opaque)
        .extracting(Routine::name)
        .containsExactly("texts");
  }

  private static Routine routine(String name) {
    return Objects.requireNonNull(ROUTINES.get(name));
  }
}
