package dev.forebay.data.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a row leads to those of another table: by columns that have the same values, or by way of a
 * junction.
 *
 * @param from the row's own columns
 * @param table the table that it leads to
 * @param to the columns there, in the same order
 * @param junction the table in between, or null
 */
public record Link(List<String> from, String table, List<String> to, @Nullable Junction junction) {
  /** Copies the lists. */
  public Link {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  /**
   * A table whose rows pair rows of two others.
   *
   * @param table its name
   * @param near its columns that refer to {@link Link#from}
   * @param far its columns that refer to {@link Link#to}
   */
  public record Junction(String table, List<String> near, List<String> far) {
    /** Copies the lists. */
    public Junction {
      near = List.copyOf(near);
      far = List.copyOf(far);
    }
  }
}
