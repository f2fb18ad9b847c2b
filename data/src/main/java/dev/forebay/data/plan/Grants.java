package dev.forebay.data.plan;

import dev.forebay.mysql.schema.Table;

/** What one client may read, table by table. */
@FunctionalInterface
public interface Grants {
  /** Everything. */
  Grants ALL = Grant::all;

  /** What of this table. FB302 where it is nothing. */
  Grant of(Table table);
}
