package dev.forebay.server;

import dev.forebay.base.config.ConfigFile;
import dev.forebay.mysql.migration.TableScripts;
import dev.forebay.parts.Part;
import java.util.List;

/**
 * A feature as it is known before anything runs.
 *
 * @param settings the record that has its keys of {@code forebay.yaml}; {@link None} without any
 * @param tables its tables in the database
 * @param reservedPaths how routes of its own begin, so that none of the application's may
 * @param commands classes that Picocli makes commands of {@code forebay} of
 * @param opener makes its part
 */
record Feature<S extends Record>(
    Class<S> settings,
    List<TableScripts> tables,
    List<String> reservedPaths,
    List<Class<?>> commands,
    Opener<S> opener) {

  /** No keys. */
  record None() {}

  /** Hands a part what it needs. */
  @FunctionalInterface
  interface Opener<S> {
    /** The part; its tables are there. */
    Part open(S settings, Foundation on);
  }

  Part open(ConfigFile file, Foundation on) {
    return opener.open(file.as(settings), on);
  }
}
