package dev.forebay.data.plan;

import dev.forebay.data.request.ApiRequest.Nulls;

/**
 * One value to sort by.
 *
 * @param source where it comes from
 * @param descending whether the largest comes first
 * @param nulls where NULLs go; {@link Nulls#NATURAL} wherever the database puts them there anyway,
 *     so that an index can give the order
 */
public record Ordering(Source source, boolean descending, Nulls nulls) {
  /** By a column. */
  public Ordering(String column, boolean descending, Nulls nulls) {
    this(new Source.Stored(column), descending, nulls);
  }

  /** How often SQL names its source: placing NULLs takes it twice. */
  public int uses() {
    return nulls == Nulls.NATURAL ? 1 : 2;
  }
}
