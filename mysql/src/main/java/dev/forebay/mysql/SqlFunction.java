package dev.forebay.mysql;

import java.sql.SQLException;

/** A function that asks the server. */
@FunctionalInterface
interface SqlFunction<A, T> {
  T apply(A argument) throws SQLException;
}
