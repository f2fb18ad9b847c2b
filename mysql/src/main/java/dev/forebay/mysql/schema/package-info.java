/** The database's tables as an immutable snapshot that follows DDL. */
@NullMarked
package dev.forebay.mysql.schema;

import org.jspecify.annotations.NullMarked;
