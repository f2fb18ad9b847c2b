CREATE TABLE IF NOT EXISTS forebay_loads (
  version CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  table_name VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  loaded_at DATETIME(6) NOT NULL,
  PRIMARY KEY (version, table_name)
) ENGINE=InnoDB;
