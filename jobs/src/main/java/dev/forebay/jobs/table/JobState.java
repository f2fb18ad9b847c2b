package dev.forebay.jobs.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a job is on its way. */
public enum JobState {
  /** It is due later: a schedule, or a job that is tried again. */
  SCHEDULED,
  /** It is due, and waits for a worker. */
  WAITING,
  /** A node has taken it. */
  RUNNING,
  /** Its handler was done with it. */
  DONE,
  /** It was given up, and is a dead letter. */
  FAILED,
  /** Somebody did not want it any more. */
  CANCELLED;

  /** Those that are the last one. */
  public static final Set<JobState> ENDS = Set.of(DONE, FAILED, CANCELLED);

  /** The state of this name. */
  public static Optional<JobState> of(String text) {
    return Arrays.stream(values()).filter(state -> state.text().equals(text)).findFirst();
  }

  /** The name in the table and in answers: {@code done}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
