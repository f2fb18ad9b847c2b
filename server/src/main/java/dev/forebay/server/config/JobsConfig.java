package dev.forebay.server.config;

import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;

/** The section {@code jobs}. */
@Doc(
    "What a node does at once of the work that the database keeps. Neither kind waits for the"
        + " other.")
public record JobsConfig(
    @Doc("How many events functions are given at once, in all.") @Default("10") int functionWorkers,
    @Doc("How many files are loaded into tables at once.") @Default("2") int loadWorkers) {
  /** Checks the limits. */
  public JobsConfig {
    if (functionWorkers < 1 || loadWorkers < 1) {
      throw new IllegalArgumentException("at least 1 of each is needed");
    }
  }
}
