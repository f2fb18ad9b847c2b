package dev.forebay.jobs.recurring;

import dev.forebay.mysql.Session;
import java.time.Instant;

/** Something that is done again and again, each time by one node only. */
public interface RecurringJob {
  /** Its name, at most 100 characters. */
  String name();

  /** What it is due by, at most 255 ASCII characters; when this changes, it starts anew. */
  String expression();

  /** When it is due for the first time, where it is new. */
  Instant first(Instant now);

  /**
   * Does it, and says when it is due again; a time that is not after now means at once. In the
   * transaction that also stores that time, so exactly once.
   *
   * @param due when it was due, now or before
   */
  Instant run(Session tx, Instant due, Instant now);
}
