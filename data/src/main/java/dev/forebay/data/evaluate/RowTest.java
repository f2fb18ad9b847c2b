package dev.forebay.data.evaluate;

/**
 * Says of a row whether it passes, as SQL does: of a NULL it is often unknown.
 *
 * @param <R> the rows
 */
@FunctionalInterface
public interface RowTest<R> {
  /** What it comes to; a row passes only if that is TRUE. */
  Truth of(R row);
}
