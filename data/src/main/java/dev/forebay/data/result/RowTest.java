package dev.forebay.data.result;

import dev.forebay.mysql.Session.Row;

/** Says of a row whether it passes, as SQL does: of a NULL it is often unknown. */
@FunctionalInterface
interface RowTest {
  /** What it comes to; a row passes only if that is TRUE. */
  Truth of(Row row);
}
