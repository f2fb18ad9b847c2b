package dev.forebay.data.sql;

/** The kind of server, as far as their SQL differs. */
public enum Server {
  /** MariaDB: INSERT … RETURNING, but no FOR SHARE. */
  MARIADB,
  /** MySQL. */
  MYSQL;

  /** The server that calls itself this in {@code SELECT VERSION()}. */
  public static Server ofVersion(String version) {
    return version.contains("MariaDB") ? MARIADB : MYSQL;
  }
}
