package dev.forebay.mysql.binlog;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import org.jspecify.annotations.Nullable;

/** Why the server does not let the account read the binlog. */
final class BinlogErrors {
  private BinlogErrors() {}

  static ForebayException privilege(@Nullable Throwable cause) {
    return new ForebayException(
        ErrorCode.DATABASE_PRIVILEGE,
        "The database user may not read the binlog",
        null,
        "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* to it",
        cause);
  }

  static ForebayException login(@Nullable Throwable cause) {
    return new ForebayException(
        ErrorCode.DATABASE_PRIVILEGE,
        "The reader of the binlog cannot log in as the database user",
        null,
        "The account must log in with mysql_native_password or caching_sha2_password",
        cause);
  }
}
