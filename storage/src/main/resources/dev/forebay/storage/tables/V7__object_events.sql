CREATE TABLE IF NOT EXISTS forebay_object_events (
  version CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  bucket VARCHAR(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  object_key VARBINARY(1024) NOT NULL,
  cause VARCHAR(16) CHARACTER SET ascii NOT NULL,
  size BIGINT NOT NULL,
  etag VARCHAR(64) CHARACTER SET ascii NOT NULL,
  sequencer CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(6) NOT NULL,
  KEY forebay_object_events_created_at (created_at)
) ENGINE=InnoDB;
