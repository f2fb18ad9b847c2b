-- outcome: done, failed or cancelled. started_at: of the last attempt, where that was slow.
ALTER TABLE forebay_events
  ADD COLUMN outcome VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin,
  ADD COLUMN error_type VARCHAR(255),
  ADD COLUMN started_at DATETIME(6),
  ADD COLUMN progress_done BIGINT,
  ADD COLUMN progress_total BIGINT,
  ADD COLUMN progress_note VARCHAR(255),
  ADD INDEX forebay_events_ended (target, outcome, finished_at);
