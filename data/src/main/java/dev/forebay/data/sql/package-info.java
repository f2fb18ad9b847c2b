/**
 * Stage 3: {@link dev.forebay.data.sql.Statement} to SQL text. Pure; sees no value of a client's,
 * so none can ever be part of the text.
 */
@NullMarked
package dev.forebay.data.sql;

import org.jspecify.annotations.NullMarked;
