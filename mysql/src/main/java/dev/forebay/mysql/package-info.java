/**
 * Pools, transactions, migrations and errors of MySQL and MariaDB; nothing else may use java.sql.
 */
@NullMarked
package dev.forebay.mysql;

import org.jspecify.annotations.NullMarked;
