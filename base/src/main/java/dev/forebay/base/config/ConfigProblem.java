package dev.forebay.base.config;

import java.util.List;

/**
 * What a record's compact constructor throws where the wrong key lies deeper than the record
 * itself, so that the error names the line of that key.
 */
public final class ConfigProblem extends IllegalArgumentException {
  /** Not serialized: the exception lives between a constructor and the reader. */
  private final transient List<Object> path;

  /**
   * A problem below the record.
   *
   * @param path from the record to the wrong value: a String for a key, an Integer for a place in a
   *     list
   */
  public ConfigProblem(List<Object> path, String problem) {
    super(problem);
    this.path = List.copyOf(path);
  }

  List<Object> path() {
    return path;
  }
}
