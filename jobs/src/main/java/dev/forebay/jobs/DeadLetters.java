package dev.forebay.jobs;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.jobs.table.DeadLetter;
import dev.forebay.jobs.table.DeadLetterTable;
import dev.forebay.mysql.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/** The events that no attempt could deliver: to be read, sent again, or thrown away. */
public final class DeadLetters {
  private static final int MAX_PAGE = 1000;

  private final Database database;
  private final EventQueue events;
  private final InstantSource clock;

  DeadLetters(Database database, EventQueue events, InstantSource clock) {
    this.database = database;
    this.events = events;
    this.clock = clock;
  }

  /**
   * One page, newest first.
   *
   * @param limit how many at most, up to 1,000
   * @param before only those with a smaller id: the last id of the page before
   */
  public List<DeadLetter> list(int limit, OptionalLong before) {
    int size = Math.clamp(limit, 1, MAX_PAGE);
    return database.read(
        session -> DeadLetterTable.page(session, size, before.orElse(Long.MAX_VALUE)));
  }

  /** One, with all that is kept of it; FB706. */
  public DeadLetter.Content get(long id) {
    return database.read(session -> DeadLetterTable.find(session, id)).orElseThrow(() -> none(id));
  }

  /**
   * Sends the event to its target again, as a new event whose id is returned. Doing so twice sends
   * it once: should the new event fail, it has a dead letter of its own. FB706; FB701 where the
   * target is gone.
   */
  public String replay(long id) {
    String eventId = "replay-" + id;
    database.transaction(
        tx -> {
          DeadLetter.Content letter = DeadLetterTable.find(tx, id).orElseThrow(() -> none(id));
          if (letter.letter().replayedAt() == null) {
            events.enqueue(tx, eventId, letter.letter().function(), letter.payload());
            DeadLetterTable.markReplayed(tx, id, clock.instant());
          }
          return id;
        });
    return eventId;
  }

  /** Throws one away; FB706. */
  public void delete(long id) {
    if (!database.transaction(tx -> DeadLetterTable.delete(tx, id))) {
      throw none(id);
    }
  }

  private static ForebayException none(long id) {
    return new ForebayException(ErrorCode.NO_SUCH_DEAD_LETTER, "There is no dead letter " + id);
  }
}
