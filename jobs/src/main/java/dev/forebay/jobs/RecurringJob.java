package dev.forebay.jobs;

import dev.forebay.mysql.Session;
import java.time.Instant;

/** Something that is done again and again, each time by one node only. */
public interface RecurringJob {
  /** Its name, at most 100 characters. */
  String name();

  /** What it is due by, at most 255 ASCII characters; when this changes, it starts anew. */
  String expression();

  /** The first time that it is due after the last one and after now. */
  Instant next(Instant last, Instant now);

  /** Does it. In the transaction that also stores the next time, so exactly once. */
  void run(Session tx, Instant due);
}
