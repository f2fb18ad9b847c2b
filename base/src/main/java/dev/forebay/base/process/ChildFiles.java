package dev.forebay.base.process;

import java.nio.file.Path;

/**
 * The files of a child process.
 *
 * @param folder where it works; no other child may have it with the same name
 * @param name what its files are called, for example {@code engine}
 */
public record ChildFiles(Path folder, String name) {
  /** Where its standard output and error output go. */
  public Path log() {
    return folder.resolve(name + ".log");
  }

  /** Holds the process id; its modification time is the time that the process started. */
  public Path pid() {
    return folder.resolve(name + ".pid");
  }
}
