package dev.forebay.data.plan;

import java.util.List;

/**
 * An order with its values.
 *
 * @param orderings what to sort by, first the most significant
 * @param values what they bind
 * @param asked whether the client asks for it; else it is by the key, if any
 */
public record Sorting(List<Ordering> orderings, List<Object> values, boolean asked) {
  /** Any order. */
  public static final Sorting NONE = new Sorting(List.of(), List.of(), false);

  /** Copies the lists. */
  public Sorting {
    orderings = List.copyOf(orderings);
    values = List.copyOf(values);
  }
}
