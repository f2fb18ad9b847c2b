package dev.forebay.jobs.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that no attempt could deliver.
 *
 * @param id counts up: the newest has the largest
 * @param function the function, or another target, that failed
 * @param eventId the event's own id
 * @param errorType the class of the last error, or {@code Sandbox.Timedout} and its like
 * @param errorMessage what it said, its first 1,000 characters
 * @param attempts how often the event was tried
 * @param receivedAt when the event came
 * @param lastFailedAt when the last attempt ended
 * @param replayedAt when it was sent on its way again
 */
public record DeadLetter(
    long id,
    String function,
    String eventId,
    String errorType,
    String errorMessage,
    int attempts,
    Instant receivedAt,
    Instant lastFailedAt,
    @Nullable Instant replayedAt) {

  /**
   * A dead letter with all that is kept of it.
   *
   * @param letter its summary
   * @param payload the event
   * @param error the last error as Lambda's JSON
   * @param log the last 64 KB of what the last attempt logged
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Content(DeadLetter letter, byte[] payload, String error, String log) {}
}
