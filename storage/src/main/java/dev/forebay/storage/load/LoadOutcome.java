package dev.forebay.storage.load;

/** How a bulk load that was not refused ended. */
public sealed interface LoadOutcome {
  /**
   * The rows are in the table.
   *
   * @param rows how many
   */
  record Loaded(long rows) implements LoadOutcome {}

  /** This version of the object was loaded into this table before; nothing was done. */
  record AlreadyLoaded() implements LoadOutcome {}

  /** The object has been replaced or deleted since; the newer version has a load of its own. */
  record Superseded() implements LoadOutcome {}
}
