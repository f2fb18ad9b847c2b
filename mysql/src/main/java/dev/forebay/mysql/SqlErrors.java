package dev.forebay.mysql;

import static dev.forebay.base.ErrorCode.CHECK_VIOLATION;
import static dev.forebay.base.ErrorCode.DATABASE_FULL;
import static dev.forebay.base.ErrorCode.DATABASE_PRIVILEGE;
import static dev.forebay.base.ErrorCode.DATABASE_UNAVAILABLE;
import static dev.forebay.base.ErrorCode.FOREIGN_KEY_VIOLATION;
import static dev.forebay.base.ErrorCode.INVALID_VALUE;
import static dev.forebay.base.ErrorCode.LOCK_CONFLICT;
import static dev.forebay.base.ErrorCode.NOT_NULL_VIOLATION;
import static dev.forebay.base.ErrorCode.STATEMENT_REFUSED;
import static dev.forebay.base.ErrorCode.STATEMENT_TIMEOUT;
import static dev.forebay.base.ErrorCode.UNIQUE_VIOLATION;
import static dev.forebay.base.ErrorCode.VALUE_OUT_OF_RANGE;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the server's errors into ours. Only names of columns, keys and constraints are taken from
 * the server's text, because they are the application's own; its words and the values in it stay in
 * the cause, for the log.
 *
 * <p>Source: the error references of MariaDB 11.4 and MySQL 8.4.
 */
public final class SqlErrors {
  /** MySQL's number for a SELECT that took longer than its limit. */
  static final int TIMEOUT = 3024;

  /** MySQL's number for what was asked of a connection that it has closed for its idleness. */
  static final int IDLE_TOO_LONG = 4031;

  /** In a transaction that is READ ONLY, or is so by the server's default. */
  static final int READ_ONLY_TRANSACTION = 1792;

  private static final int FORBIDDEN_BY_OPTION = 1290;
  private static final int STATEMENT_LOG = 1665;
  private static final int READ_ONLY_ENGINE = 1836;
  private static final int DEADLOCK = 1213;
  private static final String TRY_AGAIN = "Try again";

  private SqlErrors() {}

  /** Whether the server says that it takes no writes. */
  static boolean isOfReadOnly(SQLException e) {
    return switch (e.getErrorCode()) {
      case READ_ONLY_TRANSACTION, READ_ONLY_ENGINE -> true;
      case FORBIDDEN_BY_OPTION -> new ServerText(e.getMessage()).namesReadOnly();
      default -> false;
    };
  }

  /** Whether the server's log, which has statements, takes no write at READ COMMITTED. */
  static boolean isOfStatementLog(ForebayException e) {
    return e.getCause() instanceof SQLException cause && cause.getErrorCode() == STATEMENT_LOG;
  }

  /** Whether what a DDL statement should make is there, or what it should remove is not. */
  public static boolean isDoneAlready(SQLException e) {
    return switch (e.getErrorCode()) {
      case 1050, 1051, 1060, 1061, 1091 -> true;
      default -> false;
    };
  }

  /** What the account would need to be granted, for example {@code CREATE on forebay_jobs}. */
  public static Optional<String> missingRight(SQLException e) {
    return Optional.ofNullable(new ServerText(e.getMessage()).missingRight());
  }

  /** What such a server would say, had it been asked. */
  static SQLException readOnlyServer() {
    return new SQLException("The server is read-only", "HY000", READ_ONLY_ENGINE);
  }

  /** FB4xx. */
  public static ForebayException of(SQLException e) {
    if (isOfReadOnly(e)) {
      return readOnly(e);
    }
    ServerText text = new ServerText(e.getMessage());
    return switch (e.getErrorCode()) {
      case 1062, 1169, 1557, 1586, 1761, 1762 -> uniqueViolation(e, text.key());
      case 1644 -> signalled(e, text.signal());
      case 1216, 1452 -> missingReference(e, text.foreignKeyColumns());
      case 1217, 1451, 1701, 1834 -> stillReferredTo(e, text.referringTable());
      case 1048, 1364, 1263 -> noValue(e, text.column());
      case 3819, 4025 -> checkViolation(e, text.constraint());
      case 1264, 1406, 1441, 1467, 1690, 167, 1118, 139, 3150, 3151 -> outOfRange(e, text.column());
      case 1265, 1292, 1366, 1367, 1365, 1411, 1416, 1525, 3140, 3141 -> invalid(e, text.column());
      case 3037, 3055, 3143, 3144, 3146, 3147, 3157, 3548, 3616, 3617, 3643, 4078, 4079 ->
          invalid(e, text.column());
      case 1267, 1270, 1271, 3988 -> otherCollation(e);
      case 1242 -> severalRows(e);
      case 1139, 3685, 3686, 3687, 3688, 3689, 3690, 3691, 3692, 3693, 3694, 3695, 3696, 3697 ->
          badPattern(e);
      case 1153, 1301, 1390 -> Packet.tooLarge(e);
      case 1104 -> tooMuchToExamine(e);
      case 1054, 1072, 1109, 1136, 1146, 1176, 1191, 1305, 1318, 1356, 1449 -> brokenSchema(e);
      case DEADLOCK, 1205, 1020, 1614, 3572 -> lockConflict(e);
      case 1969, TIMEOUT, 1028 -> timeout(e);
      case 1044, 1045, 1130, 1142, 1143, 1227, 1370, 1698 -> privilege(e);
      case 1251 -> loginPlugin(e);
      case 1021, 1037, 1038, 1041, 1114 -> full(e);
      case 1026, 1030, 3 -> text.namesFullDisk() ? full(e) : refused(e);
      case 1040,
          1042,
          1053,
          1129,
          1158,
          1159,
          1160,
          1161,
          1203,
          1226,
          1317,
          1412,
          1615,
          1927,
          IDLE_TOO_LONG ->
          unavailable(e);
      default -> bySqlState(e);
    };
  }

  /** Errors of the driver have no number of the server's. */
  private static ForebayException bySqlState(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    int number = e.getErrorCode();
    boolean broken = state.startsWith("08") || (number >= 2000 && number < 3000);
    return broken ? unavailable(e) : refused(e);
  }

  private static ForebayException uniqueViolation(SQLException e, @Nullable String key) {
    return error(
        UNIQUE_VIOLATION,
        "A row with the same value exists already",
        key == null ? null : "Unique key: " + key,
        "Use another value, or change the row that has it",
        e);
  }

  /** The words are the application's own: those of SIGNAL in a routine or trigger of its. */
  private static ForebayException signalled(SQLException e, String words) {
    return new ForebayException(ErrorCode.SIGNALLED, words, e);
  }

  /** In a transaction that Forebay has begun as READ ONLY. */
  static ForebayException ofReadOnlyTransaction(SQLException e) {
    return e.getErrorCode() == READ_ONLY_TRANSACTION ? readOnlyTransaction(e) : of(e);
  }

  private static ForebayException readOnlyTransaction(SQLException e) {
    return error(
        STATEMENT_REFUSED,
        "A routine that is declared to change nothing tried to",
        null,
        "Declare it MODIFIES SQL DATA",
        e);
  }

  private static ForebayException missingReference(SQLException e, @Nullable String columns) {
    return error(
        FOREIGN_KEY_VIOLATION,
        "The row refers to one that does not exist",
        columns == null ? null : "Foreign key: " + columns,
        "Create the row that is referred to first, or correct the value",
        e);
  }

  private static ForebayException stillReferredTo(SQLException e, @Nullable String table) {
    return error(
        FOREIGN_KEY_VIOLATION,
        "Other rows still refer to this one",
        table == null ? null : "Referring table: " + table,
        "Delete or change the rows that refer to it first",
        e);
  }

  private static ForebayException noValue(SQLException e, @Nullable String column) {
    return error(
        NOT_NULL_VIOLATION, "A required column has no value", column(column), "Give it a value", e);
  }

  private static ForebayException checkViolation(SQLException e, @Nullable String constraint) {
    return error(
        CHECK_VIOLATION,
        "A check of the table refuses the row",
        constraint == null ? null : "Constraint: " + constraint,
        "Send values that the constraint allows",
        e);
  }

  private static ForebayException outOfRange(SQLException e, @Nullable String column) {
    return error(
        VALUE_OUT_OF_RANGE,
        "A value is too long for its column or out of its range",
        column(column),
        "Send a value that fits the column's type",
        e);
  }

  private static ForebayException invalid(SQLException e, @Nullable String column) {
    return error(
        INVALID_VALUE,
        "A value is not one of its column's type",
        column(column),
        "Send a value that fits the column's type",
        e);
  }

  private static ForebayException badPattern(SQLException e) {
    return error(
        INVALID_VALUE,
        "The pattern is not a regular expression that the database can run",
        null,
        "Correct it; MariaDB takes those of Perl, MySQL those of ICU",
        e);
  }

  /** Of what Forebay writes itself, only an order by what a view embeds has such a query. */
  private static ForebayException severalRows(SQLException e) {
    return error(
        STATEMENT_REFUSED,
        "A query has several rows where one value is wanted",
        null,
        "Order by an embedded table instead of a view of it; in a routine or trigger, read one row",
        e);
  }

  private static ForebayException otherCollation(SQLException e) {
    return error(
        INVALID_VALUE,
        "Texts are compared whose character sets or collations do not go together",
        null,
        "Send characters that the column's set has; in a view or routine, name one collation",
        e);
  }

  private static ForebayException tooMuchToExamine(SQLException e) {
    return error(
        ErrorCode.PLAN_LIMIT,
        "The statement would examine more rows than the database allows",
        null,
        "Filter more out, add an index, or raise max_join_size on the server",
        e);
  }

  /** Of Forebay's own statements only those name such things that were written before a DDL. */
  private static ForebayException brokenSchema(SQLException e) {
    return error(
        ErrorCode.BROKEN_SCHEMA,
        "A view, trigger or routine refers to what is not there",
        null,
        "Correct its definition; the log names the statement",
        e);
  }

  private static ForebayException lockConflict(SQLException e) {
    return error(LOCK_CONFLICT, "Another transaction holds the same rows", null, TRY_AGAIN, e);
  }

  private static ForebayException timeout(SQLException e) {
    return error(
        STATEMENT_TIMEOUT,
        "The statement took longer than its limit and was ended",
        null,
        "Ask for less at once, add an index, or raise database.statementTimeout",
        e);
  }

  private static ForebayException privilege(SQLException e) {
    return error(
        DATABASE_PRIVILEGE,
        "The database account may not do this",
        null,
        "Check database.user and database.password, and grant the account what is missing",
        e);
  }

  /** MySQL also asks for a plugin at random where there is no such account, so as not to tell. */
  private static ForebayException loginPlugin(SQLException e) {
    return error(
        DATABASE_PRIVILEGE,
        "The database account cannot log in by the plugin that the server asks for",
        null,
        "Check database.user and database.password; the account must log in with"
            + " caching_sha2_password or mysql_native_password",
        e);
  }

  private static ForebayException full(SQLException e) {
    return error(
        DATABASE_FULL,
        "The database has no room left",
        null,
        "Free or add disk space or memory on the database server",
        e);
  }

  private static ForebayException unavailable(SQLException e) {
    return error(DATABASE_UNAVAILABLE, "The database is not available now", null, TRY_AGAIN, e);
  }

  private static ForebayException readOnly(SQLException e) {
    return error(
        DATABASE_UNAVAILABLE,
        "The database server is read-only",
        null,
        "Try again; if it stays so, database.url does not lead to the primary",
        e);
  }

  private static ForebayException refused(SQLException e) {
    return error(
        STATEMENT_REFUSED, "The database refused the statement", null, "See the log for why", e);
  }

  private static @Nullable String column(@Nullable String name) {
    return name == null ? null : "Column: " + name;
  }

  private static ForebayException error(
      ErrorCode code, String message, @Nullable String detail, String hint, SQLException cause) {
    return new ForebayException(code, message, detail, hint, cause);
  }
}
