package dev.forebay.cache.entry;

/** Why an epoch begins. */
public enum EpochReason {
  /** A table has changed in a way that names no rows, for one by DDL. */
  TABLE("table"),

  /** The position in the database's log was lost. */
  POSITION("position"),

  /** Another server is the database, and what was read of the one before may be old. */
  SERVER("server"),

  /** Redis has no epoch: it was flushed, or this is its first use. */
  EMPTY("empty"),

  /** The epoch is of another process: Redis was restarted, or a replica took over. */
  PROCESS("process");

  private final String label;

  EpochReason(String label) {
    this.label = label;
  }

  /** Its name in the figures. */
  public String label() {
    return label;
  }
}
