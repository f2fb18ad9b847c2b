package dev.forebay.mysql.schema;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is worked out once for each snapshot of the schema, when it is first asked for. Keeps that
 * of the last snapshot alone. Any thread; two that ask at the same time may both work it out.
 */
public final class PerSchema<T> {
  private final Function<Schema, T> work;
  private volatile @Nullable Known<T> known;

  /** With what works it out. */
  public PerSchema(Function<Schema, T> work) {
    this.work = work;
  }

  private record Known<T>(Schema schema, T result) {}

  /** What follows from the snapshot. */
  @SuppressWarnings("ReferenceEquality") // A source gives the same object until something changes.
  public T of(Schema schema) {
    Known<T> last = known;
    if (last == null || last.schema() != schema) {
      last = new Known<>(schema, work.apply(schema));
      known = last;
    }
    return last.result();
  }
}
