package dev.forebay.base.process;

import dev.forebay.base.ErrorCode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How to run a child process; no part of it is secret.
 *
 * @param title what people call it, for example {@code MariaDB}
 * @param program what the file name of the running program looks like, whichever version it is
 * @param line the program and its arguments
 * @param mark the argument that no other process has, for example the one with its configuration
 * @param files its files
 * @param failure the code of its errors
 */
public record ChildCommand(
    String title,
    Pattern program,
    List<String> line,
    String mark,
    ChildFiles files,
    ErrorCode failure) {
  /** Checks that it can be told from others. */
  public ChildCommand {
    line = List.copyOf(line);
    if (!line.contains(mark)) {
      throw new IllegalArgumentException("the command line does not have its mark " + mark);
    }
  }
}
