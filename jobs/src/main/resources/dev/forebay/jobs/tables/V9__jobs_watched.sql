-- started_at: when the attempt began that runs, and NULL where the job is claimed, but waits for a worker.
-- cancelled_at: when somebody asked to end the attempt that runs.
ALTER TABLE forebay_jobs
  ADD COLUMN started_at DATETIME(6),
  ADD COLUMN cancelled_at DATETIME(6),
  ADD INDEX forebay_jobs_of_task (task_name, execution_time);
