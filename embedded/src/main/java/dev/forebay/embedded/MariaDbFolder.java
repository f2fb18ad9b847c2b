package dev.forebay.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of one MariaDB: {@code mariadb} in the data folder.
 *
 * <pre>
 * lock            held by the Forebay that runs it
 * data/           MariaDB's own data folder, with its binlog and its socket
 * password        0600
 * mariadbd.cnf    written at each start
 * start.sql       0600, run by the server at each start: the database and the user
 * tmp/  files/    its temporary files; the only folder for LOAD DATA and OUTFILE, kept empty
 * engine.log      what the server says
 * engine.pid      the process
 * </pre>
 */
record MariaDbFolder(Path path) {
  Path data() {
    return path.resolve("data");
  }

  /** Where system tables are made; becomes {@link #data} once they are whole. */
  Path unfinishedData() {
    return path.resolve("data.new");
  }

  Path password() {
    return path.resolve("password");
  }

  Path config() {
    return path.resolve("mariadbd.cnf");
  }

  Path startSql() {
    return path.resolve("start.sql");
  }

  Path temporary() {
    return path.resolve("tmp");
  }

  Path files() {
    return path.resolve("files");
  }

  boolean installed() {
    return Files.isDirectory(data());
  }

  /** Removes what a killed run may have left half-done. */
  void clean() throws IOException {
    PrivateFiles.deleteFolder(unfinishedData());
    PrivateFiles.deleteFolder(temporary());
    PrivateFiles.createFolder(temporary());
    PrivateFiles.createFolder(files());
  }
}
