package dev.forebay.server.config;

import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of the section {@code buckets}. */
@Doc("A bucket of the S3 endpoint.")
public record BucketConfig(
    @Doc("What happens once an object has been uploaded.") List<TriggerConfig> triggers) {
  /** Copies the list. */
  public BucketConfig {
    triggers = List.copyOf(triggers);
  }

  /** What one upload sets off. */
  @Doc("Either a function that is invoked, or a table that a CSV file is loaded into.")
  public record TriggerConfig(
      @Doc("The function to invoke with the S3 event.") @Nullable String function,
      @Doc("The table to load the object's CSV rows into.") @Nullable String loadInto,
      @Doc("Only objects whose key begins so.") @Default("") String prefix,
      @Doc("Only objects whose key ends so.") @Default("") String suffix) {
    /** Checks that there is one target. */
    public TriggerConfig {
      if ((function == null) == (loadInto == null)) {
        throw new IllegalArgumentException("a trigger has either function or loadInto");
      }
    }
  }
}
