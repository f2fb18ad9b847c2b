package dev.forebay.server.config;

import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of the section {@code tables}. */
@Doc("What is particular to one table.")
public record TableConfig(TableCacheConfig cache) {
  /** How one table is cached. */
  @Doc("How the table is cached.")
  public record TableCacheConfig(
      @Doc("Whether its rows are cached at all.") @Default("true") boolean enabled,
      @Doc("How long its values stay; the section cache has the default.") @Nullable Duration ttl,
      @Doc("Columns whose equality lookups (column=eq.value) are cached.") List<String> lookups) {
    /** Copies the list. */
    public TableCacheConfig {
      lookups = List.copyOf(lookups);
    }
  }
}
