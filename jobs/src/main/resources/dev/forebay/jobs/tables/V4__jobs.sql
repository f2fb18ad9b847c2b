-- The index over what is due has only the time: with picked in it, two nodes that take jobs at once
-- would move entries into gaps that the other has locked, and deadlock.
CREATE TABLE IF NOT EXISTS forebay_jobs (
  task_name VARCHAR(100) NOT NULL,
  task_instance VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  task_data LONGBLOB,
  execution_time DATETIME(6) NOT NULL,
  picked BOOLEAN NOT NULL,
  picked_by VARCHAR(50),
  last_success DATETIME(6),
  last_failure DATETIME(6),
  consecutive_failures INT,
  last_heartbeat DATETIME(6),
  version BIGINT NOT NULL,
  PRIMARY KEY (task_name, task_instance),
  INDEX forebay_jobs_due (execution_time),
  INDEX forebay_jobs_heartbeat (last_heartbeat)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
