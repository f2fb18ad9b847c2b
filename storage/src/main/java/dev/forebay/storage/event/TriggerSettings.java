package dev.forebay.storage.event;

import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one upload sets off, as {@code forebay.yaml} says it. */
@Doc("Either a function that is invoked, or a table that a CSV file is loaded into.")
public record TriggerSettings(
    @Doc("The function to invoke with the S3 event.") @Nullable String function,
    @Doc("The table to load the object's CSV rows into.") @Nullable String loadInto,
    @Doc("Only objects whose key begins so.") @Default("") String prefix,
    @Doc("Only objects whose key ends so.") @Default("") String suffix) {
  /** Checks that there is one target. */
  public TriggerSettings {
    if ((function == null) == (loadInto == null)) {
      throw new IllegalArgumentException("a trigger has either function or loadInto");
    }
  }

  /** What is set off: of which kind is decided by the key that is there. */
  public Trigger trigger() {
    return function != null
        ? new Trigger.Function(function)
        : new Trigger.LoadInto(Objects.requireNonNull(loadInto));
  }

  /** The objects that set it off. */
  public ObjectFilter filter() {
    return new ObjectFilter(prefix, suffix);
  }
}
