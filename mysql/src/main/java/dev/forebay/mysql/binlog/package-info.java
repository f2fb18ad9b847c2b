/** The reader of the server's binlog: what has been changed, by whomever. It knows no cache. */
@NullMarked
package dev.forebay.mysql.binlog;

import org.jspecify.annotations.NullMarked;
