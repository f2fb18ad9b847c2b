CREATE TABLE IF NOT EXISTS forebay_idempotency_keys (
  id BINARY(32) NOT NULL PRIMARY KEY,
  request BINARY(32) NOT NULL,
  status SMALLINT NULL,
  headers TEXT CHARACTER SET utf8mb4 NULL,
  body LONGBLOB NULL,
  expires_at DATETIME NOT NULL,
  KEY forebay_idempotency_keys_expires_at (expires_at)
) ENGINE=InnoDB;
