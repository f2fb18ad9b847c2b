package dev.forebay.base;

/**
 * The stable code of every error that Forebay reports, with the HTTP status it maps to.
 *
 * <p>Ranges: FB1xx the request, FB2xx the plan, FB3xx authentication and authorization, FB4xx the
 * database, FB5xx the cache, FB6xx storage, FB7xx functions and jobs, FB8xx start-up and the
 * command line, FB9xx a bug in Forebay. A code is never used again for something else. {@code
 * docs/errors.md} has one entry for each, which a test checks.
 */
public enum ErrorCode {
  /** The request as a whole cannot be read: malformed URL, query string or header. */
  MALFORMED_REQUEST("FB100", 400),
  /** The body is not valid JSON, or not of the shape the operation takes. */
  MALFORMED_BODY("FB101", 400),
  /** The body is larger than the limit. */
  BODY_TOO_LARGE("FB102", 413),
  /** No route has this path. */
  NO_SUCH_ROUTE("FB103", 404),
  /** The path exists, but not with this method. */
  METHOD_NOT_ALLOWED("FB104", 405),
  /** The body's media type is not one that the operation takes. */
  UNSUPPORTED_MEDIA_TYPE("FB105", 415),
  /** None of the media types in Accept can be produced. */
  NOT_ACCEPTABLE("FB106", 406),
  /** The URL is longer than the limit. */
  URL_TOO_LONG("FB107", 414),
  /** Too many requests are being served at once. */
  OVERLOADED("FB109", 503),
  /** A query parameter is not in the grammar of the data API. */
  MALFORMED_QUERY("FB110", 400),
  /** An operator is not one of the data API's. */
  UNKNOWN_OPERATOR("FB111", 400),
  /**
   * A Prefer header asks for something unknown or contradictory under handling=strict (PGRST122).
   */
  INVALID_PREFERENCE("FB112", 400),

  /** The table or view does not exist, or is not exposed. */
  UNKNOWN_TABLE("FB201", 404),
  /** The column does not exist in the table. */
  UNKNOWN_COLUMN("FB202", 400),
  /** A value cannot be read as the column's type. */
  INVALID_VALUE("FB203", 400),
  /** A PATCH or DELETE without a filter. */
  UNFILTERED_WRITE("FB204", 400),
  /** Exactly one row was asked for, and the result has another number (PGRST116). */
  NOT_SINGULAR("FB205", 406),
  /** The table or view cannot be written to. */
  NOT_WRITABLE("FB206", 405),
  /** A limit of the plan (rows, filters, columns) is exceeded. */
  PLAN_LIMIT("FB207", 400),
  /** A feature of the grammar that MySQL or Forebay does not have. */
  UNSUPPORTED_FEATURE("FB208", 400),
  /** The profile names another database than the one that is served (PGRST106). */
  UNKNOWN_PROFILE("FB220", 406),
  /** A parameter is for an embed that select does not have (PGRST108). */
  NOT_EMBEDDED("FB221", 400),
  /** No foreign key leads from one table to the other (PGRST200). */
  NO_RELATIONSHIP("FB222", 400),
  /** Several foreign keys lead from one table to the other (PGRST201). */
  AMBIGUOUS_RELATIONSHIP("FB223", 300),
  /** Aggregates are not allowed (PGRST123). */
  AGGREGATES_DISABLED("FB224", 400),
  /** The range begins behind the last row, or ends before it begins (PGRST103). */
  RANGE_NOT_SATISFIABLE("FB225", 416),
  /** The request has more filters than the limit. */
  TOO_MANY_FILTERS("FB226", 400),
  /** The embeds are nested deeper than the limit. */
  EMBED_TOO_DEEP("FB227", 400),
  /** The answer would embed more rows than the limit. */
  TOO_MANY_EMBEDDED_ROWS("FB228", 400),
  /** An order or a spread by an embed of which there may be many rows (PGRST118). */
  NOT_TO_ONE("FB229", 400),
  /** A filter on an embed that is neither is.null nor is.not_null (PGRST120). */
  EMBED_FILTER("FB230", 400),
  /** An upsert names no unique key of the table, or another one could be violated instead. */
  CONFLICT_TARGET("FB240", 400),
  /** A PUT whose filter is not the whole primary key, and nothing else (PGRST105). */
  PUT_FILTER("FB241", 405),
  /** A PUT with limit or offset (PGRST114). */
  PUT_PAGE("FB242", 400),
  /** A PUT whose body has another primary key than its filter (PGRST115). */
  PUT_MISMATCH("FB243", 400),
  /** A write would touch more rows than max-affected allows (PGRST124). */
  MAX_AFFECTED("FB244", 400),
  /** No routine has this name and these arguments (PGRST202). */
  UNKNOWN_ROUTINE("FB245", 404),
  /** An operation of a transaction is not written as one, or refers to what is not there. */
  INVALID_OPERATION("FB246", 400),
  /** The idempotency key was used with another request. */
  IDEMPOTENCY_MISMATCH("FB247", 422),

  /** No key, or a key that is not known. */
  UNAUTHENTICATED("FB301", 401),
  /** The key is known, but may not do this. */
  FORBIDDEN("FB302", 403),

  /** The database cannot be reached or is failing over; try again. */
  DATABASE_UNAVAILABLE("FB401", 503),
  /** A unique key already has this value. */
  UNIQUE_VIOLATION("FB402", 409),
  /** A foreign key refers to a row that is not there, or the row is still referred to. */
  FOREIGN_KEY_VIOLATION("FB403", 409),
  /** A required column has no value. */
  NOT_NULL_VIOLATION("FB404", 400),
  /** A check constraint refuses the row. */
  CHECK_VIOLATION("FB405", 400),
  /** A value is too long or out of the range of its column. */
  VALUE_OUT_OF_RANGE("FB406", 400),
  /** A deadlock or lock wait that retries did not solve; try again. */
  LOCK_CONFLICT("FB407", 409),
  /** The statement took longer than its limit and was killed. */
  STATEMENT_TIMEOUT("FB408", 504),
  /** It is unknown whether the transaction committed. */
  COMMIT_UNKNOWN("FB409", 504),
  /** The database refused the statement for another reason. */
  STATEMENT_REFUSED("FB410", 400),
  /** The database user lacks a privilege. */
  DATABASE_PRIVILEGE("FB411", 500),
  /** A migration, or a script of the tables of Forebay's own, failed. */
  MIGRATION_FAILED("FB412", 500),
  /** The database has no room left. */
  DATABASE_FULL("FB413", 507),
  /** A routine or trigger of the application refused with SIGNAL; the message is its own. */
  SIGNALLED("FB414", 400),
  /** The database stored other keys than were given; nothing was written. */
  STORED_OTHERWISE("FB415", 400),
  /** The statement is larger than the database takes: max_allowed_packet. */
  STATEMENT_TOO_LARGE("FB416", 413),
  /** A view, trigger or routine refers to what is not there, or its definer is not. */
  BROKEN_SCHEMA("FB417", 500),

  /** Redis did not take the intents of a write in time; nothing was written; try again. */
  CACHE_UNAVAILABLE("FB501", 503),
  /** Redis is configured in a way under which the cache could be stale. */
  CACHE_MISCONFIGURED("FB502", 500),
  /** cache.tailer is required, and the database's binlog cannot be read. */
  BINLOG_UNREADABLE("FB503", 500),

  /** The bucket does not exist. */
  NO_SUCH_BUCKET("FB601", 404),
  /** The object does not exist. */
  NO_SUCH_OBJECT("FB602", 404),
  /** The object store has no room left. */
  STORAGE_FULL("FB603", 507),
  /** A name that S3 does not allow for a bucket or an object. */
  INVALID_OBJECT_NAME("FB604", 400),
  /** The object store failed. */
  STORAGE_UNAVAILABLE("FB605", 503),
  /** A file that a trigger loads into a table has lines that cannot be loaded. */
  LOAD_REJECTED("FB606", 400),

  /** The function does not exist. */
  NO_SUCH_FUNCTION("FB701", 404),
  /** The handler threw. */
  FUNCTION_FAILED("FB702", 502),
  /** The handler took longer than its timeout. */
  FUNCTION_TIMEOUT("FB703", 504),
  /** The handler's class or method cannot be loaded. */
  INVALID_HANDLER("FB704", 500),
  /** The handler's answer is not one that the caller can use. */
  INVALID_FUNCTION_RESPONSE("FB705", 502),
  /** The dead letter does not exist. */
  NO_SUCH_DEAD_LETTER("FB706", 404),
  /** A schedule expression is not AWS's rate(...) or cron(...). */
  INVALID_SCHEDULE("FB707", 400),
  /** All concurrent executions are taken. */
  TOO_MANY_INVOCATIONS("FB708", 429),
  /** There is no job of this id, or it is forgotten. */
  NO_SUCH_JOB("FB709", 404),
  /** The job has ended, and cannot be cancelled. */
  JOB_ENDED("FB710", 409),
  /** The job recurs, and cannot be cancelled. */
  JOB_RECURS("FB711", 409),

  /** forebay.yaml cannot be read or is wrong. */
  INVALID_CONFIG("FB801", 400),
  /** A port is taken. */
  PORT_IN_USE("FB802", 500),
  /** The data folder cannot be used. */
  DATA_FOLDER("FB803", 500),
  /** An embedded engine did not start. */
  ENGINE_FAILED("FB804", 500),
  /** The command line is wrong. */
  USAGE("FB805", 400),
  /** The application is not running. */
  NOT_RUNNING("FB806", 500),

  /** A bug in Forebay; the log has the details under the error's id. */
  INTERNAL("FB900", 500);

  private final String code;
  private final int httpStatus;

  ErrorCode(String code, int httpStatus) {
    this.code = code;
    this.httpStatus = httpStatus;
  }

  /** The code as clients see it, for example {@code FB402}. */
  public String code() {
    return code;
  }

  /** The HTTP status of an answer with this error. */
  public int httpStatus() {
    return httpStatus;
  }
}
