CREATE TABLE IF NOT EXISTS forebay_events (
  event_key CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  target VARCHAR(100) NOT NULL,
  event_id VARCHAR(2048) NOT NULL,
  payload LONGBLOB NOT NULL,
  failures INT NOT NULL DEFAULT 0,
  crashes INT NOT NULL DEFAULT 0,
  created_at DATETIME(6) NOT NULL,
  finished_at DATETIME(6),
  PRIMARY KEY (event_key),
  INDEX forebay_events_finished (finished_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
