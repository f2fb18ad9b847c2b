package dev.forebay.embedded;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How to run the embedded MariaDB.
 *
 * @param dataFolder the application's data folder; MariaDB uses {@code mariadb} in it
 * @param engineFolder where its program is unpacked, once; shared by any number of data folders
 * @param database the database that is there once it runs; letters, digits and underscores
 * @param port the TCP port on 127.0.0.1; 0 takes a free one
 * @param progress hears what takes long, a line at a time, in the thread that starts it
 */
public record EmbeddedMariaDbSettings(
    Path dataFolder, Path engineFolder, String database, int port, Consumer<String> progress) {
  /** Checks the name, which goes into SQL. */
  public EmbeddedMariaDbSettings {
    if (!database.matches("[A-Za-z0-9_]{1,64}")) {
      throw new IllegalArgumentException(
          "a database name is 1 to 64 letters, digits and underscores, not '" + database + "'");
    }
  }

  /** The database {@code forebay} on a free port. */
  public EmbeddedMariaDbSettings(Path dataFolder, Path engineFolder, Consumer<String> progress) {
    this(dataFolder, engineFolder, "forebay", 0, progress);
  }
}
