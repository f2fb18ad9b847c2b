package dev.forebay.mysql.schema;

/** What a column's values are, as far as reading, writing and comparing them differs. */
public enum ColumnType {
  /** TINYINT to BIGINT, signed or not, and YEAR: exact digits. */
  INTEGER,
  /** TINYINT(1), as MySQL's BOOLEAN is stored: 0 or 1, shown as a number is not wanted. */
  BOOLEAN,
  /** DECIMAL: exact digits. */
  DECIMAL,
  /** FLOAT and DOUBLE. */
  FLOAT,
  /** CHAR, VARCHAR, TEXT. */
  TEXT,
  /** ENUM. */
  ENUM,
  /** SET. */
  SET,
  /** JSON; MariaDB's is LONGTEXT with a JSON_VALID check. */
  JSON,
  /** DATE. */
  DATE,
  /** DATETIME and TIMESTAMP. */
  DATETIME,
  /** TIME. */
  TIME,
  /** BIT. */
  BIT,
  /** BINARY, VARBINARY, BLOB. */
  BINARY,
  /** MariaDB's UUID. */
  UUID,
  /** MariaDB's INET4 and INET6. */
  INET,
  /** Spatial types. */
  GEOMETRY
}
