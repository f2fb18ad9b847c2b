package dev.forebay.apps.billing.usage;

/**
 * Where in a file a record is.
 *
 * @param line counts from 1
 * @param record counts from 1, where a line may have several records; else 0
 */
record Place(long line, long record) {
  static Place line(long line) {
    return new Place(line, 0);
  }

  @Override
  public String toString() {
    return record == 0 ? "line " + line : "line " + line + " (record " + record + ")";
  }
}
