CREATE TABLE IF NOT EXISTS forebay_tailer (
  id INT NOT NULL PRIMARY KEY,
  term BIGINT NOT NULL,
  holder VARCHAR(64) NOT NULL,
  beat BIGINT NOT NULL,
  beaten_at DATETIME(6) NOT NULL,
  caught_up_at DATETIME(6),
  position MEDIUMTEXT,
  server_id BIGINT NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
