package dev.forebay.jobs.table;

/**
 * How many jobs may be claimed.
 *
 * @param free how many begin at once
 * @param ahead how many more will have to wait for a worker
 */
public record Room(int free, int ahead) {
  /** None. */
  public static final Room NONE = new Room(0, 0);

  /** All. */
  public int size() {
    return free + ahead;
  }
}
