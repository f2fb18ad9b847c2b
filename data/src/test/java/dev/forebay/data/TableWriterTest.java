package dev.forebay.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.TestServer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryServer
class TableWriterTest {
  @AutoClose
  private static final OwnNode NODE =
      OwnNode.withLookups(
          Map.of("heroes", List.of("xp")),
          """
          CREATE TABLE heroes (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20) NOT NULL UNIQUE,
            xp INT NULL)\
          """,
          "CREATE TABLE loads (name VARCHAR(20) PRIMARY KEY)",
          "CREATE VIEW named AS SELECT name FROM heroes");

  private static final List<String> COLUMNS = List.of("name", "xp");

  @BeforeEach
  void empty() {
    NODE.client.delete("/rest/v1/heroes?id=gt.0");
    NODE.client.delete("/rest/v1/loads?name=neq.x");
  }

  @Test
  void rows_ofManyParts_areInsertedAndSeenByLookups() {
    assertThat(lookup()).isEqualTo("[]");
    long inserted =
        write(
            IntStream.range(0, 2345)
                .mapToObj(i -> row("h" + i, i == 2000 ? "77" : null))
                .iterator());
    assertThat(inserted).isEqualTo(2345);
    assertThat(count()).isEqualTo(2345);
    assertThat(lookup()).isEqualTo("[{\"name\":\"h2000\"}]");
  }

  @Test
  void row_withABadValue_isNamedAndNothingIsInserted() {
    Iterator<List<@Nullable String>> rows =
        IntStream.rangeClosed(1, 1500)
            .mapToObj(i -> row("h" + i, i == 1234 ? "12x" : "1"))
            .iterator();
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> write(rows))
        .returns(ErrorCode.INVALID_VALUE, ForebayException::code)
        .withMessage("The column xp takes an integer from -2147483648 to 2147483647")
        .returns(
            "Given was \"12x\" in row 1234; the column is " + TestServer.either("int(11)", "int"),
            ForebayException::detail);
    assertThat(count()).isZero();
  }

  @Test
  void rows_thatTheDatabaseRefuses_areNamedByTheirPart() {
    Iterator<List<@Nullable String>> rows =
        IntStream.rangeClosed(1, 1500)
            .mapToObj(i -> row(i == 1400 ? "h1" : "h" + i, null))
            .iterator();
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> write(rows))
        .returns(ErrorCode.UNIQUE_VIOLATION, ForebayException::code)
        .returns("Columns: name; In rows 1001 to 1500", ForebayException::detail);
    assertThat(count()).isZero();
  }

  @Test
  void row_withTooFewValues_isNamed() {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> write(List.of(row("a", "1"), List.<@Nullable String>of("b")).iterator()))
        .withMessage("Row 2 has 1 values for 2 columns");
  }

  @Test
  void rows_thatFailWhileTheyAreRead_leaveNothing() {
    Iterator<List<@Nullable String>> rows =
        IntStream.range(0, 1200)
            .mapToObj(
                i -> {
                  if (i == 1100) {
                    throw new IllegalStateException("the file ends here");
                  }
                  return row("h" + i, null);
                })
            .iterator();
    assertThatIllegalStateException().isThrownBy(() -> write(rows));
    assertThat(count()).isZero();
  }

  @Test
  void work_inTheSameTransaction_isDoneOrUndoneWithTheRows() {
    load("first");
    assertThatExceptionOfType(ForebayException.class).isThrownBy(() -> load("first"));
    assertThat(count()).isEqualTo(1);
    assertThat(NODE.client.get("/rest/v1/loads").body()).isEqualTo("[{\"name\":\"first\"}]");
  }

  @Test
  void target_thatCannotBeWritten_isRefused() {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> into("nothing", COLUMNS))
        .returns(ErrorCode.UNKNOWN_TABLE, ForebayException::code);
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> into("named", List.of("name")))
        .returns(ErrorCode.NOT_WRITABLE, ForebayException::code);
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> into("heroes", List.of("name", "power")))
        .returns(ErrorCode.UNKNOWN_COLUMN, ForebayException::code);
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> into("heroes", List.of("name", "name")))
        .returns(ErrorCode.INVALID_VALUE, ForebayException::code);
  }

  private static void load(String name) {
    NODE.node
        .api
        .tableWriter()
        .insertAll(
            "heroes",
            COLUMNS,
            List.of(row(name, "1")).iterator(),
            session -> session.update("INSERT INTO loads VALUES (?)", List.of(name)));
  }

  private static long write(Iterator<List<@Nullable String>> rows) {
    return NODE.node.api.tableWriter().insertAll("heroes", COLUMNS, rows, session -> {});
  }

  private static void into(String table, List<String> columns) {
    NODE.node
        .api
        .tableWriter()
        .insertAll(table, columns, List.<List<@Nullable String>>of().iterator(), session -> {});
  }

  private static List<@Nullable String> row(@Nullable String... values) {
    return Arrays.asList(values);
  }

  private static String lookup() {
    return NODE.client.get("/rest/v1/heroes?select=name&xp=eq.77").body();
  }

  private static long count() {
    return NODE.db
        .database()
        .read(
            session ->
                session.queryOne("SELECT COUNT(*) FROM heroes", List.of(), row -> row.longValue(1)))
        .orElseThrow();
  }
}
