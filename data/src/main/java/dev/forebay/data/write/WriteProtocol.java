package dev.forebay.data.write;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.entry.Cascades.Effect;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.mysql.Session;
import java.util.List;

/**
 * The order in which every write of rows that are cached, or shown, goes; the cache's promise rests
 * on it. {@code docs/consistency.md} says what it is for, and {@code ModelTest} in {@code cache}
 * searches it: its steps are named on the right.
 *
 * <pre>
 * lock the rows that are named, as they are               LOCK
 * lock what foreign keys change with them, intents        INTENT
 * run the statements                                      WRITE
 * read the rows back by what the server has stored
 * check that they are those that were named
 * intents on all that the rows were in, and are in now    INTENT
 * keep what they hold now, for behind COMMIT
 *                                                         COMMIT, FINISH: {@link Transactions}
 * </pre>
 *
 * <p>{@link InsertRun} leaves it for an INSERT of many rows, which announces itself once for its
 * table.
 *
 * <p>Where another row was written than was named, whatever made it so (a value that the column
 * changes, a trigger, a key that nobody knew of), the transaction fails with FB415: the entries of
 * such a row, and the lookups that it has left, are known to nobody.
 */
public final class WriteProtocol {
  private final CascadedRows cascaded;

  public WriteProtocol(CascadedRows cascaded) {
    this.cascaded = cascaded;
  }

  /** Whether cached rows of other tables may follow, so that rows have to be known. */
  boolean mayFollow(TableModel model, Effect effect) {
    return cascaded.mayFollow(model.table(), effect);
  }

  /**
   * What a write has done.
   *
   * @param before the rows that were there
   * @param after the rows that are there now
   */
  record Outcome(List<StoredRow> before, List<StoredRow> after) {}

  /** Carries out a write. FB415, FB501. */
  public Outcome run(Change change, TableModel model, RowWrite write) {
    Session session = change.session();
    List<StoredRow> before = write.lock(session);
    Effect effect = write.effect(before);
    cascaded.touch(change, model, effect, before);
    cascaded.run(change, model, effect, () -> write.run(session, before));
    List<StoredRow> after = write.readBack(session, before);
    if (!write.areNamed(session, before, after)) {
      throw storedOtherwise(model);
    }
    cascaded.touch(change, model, effect, after);
    change.touch(model, before, after);
    change.writeThrough(model, before, after);
    return new Outcome(before, after);
  }

  /** FB415. */
  static ForebayException storedOtherwise(TableModel model) {
    return new ForebayException(
        ErrorCode.STORED_OTHERWISE,
        "The database stored other keys in %s than were given; nothing was written"
            .formatted(model.name()),
        "Give keys as their columns store them: rounded, of full length, without blanks at the"
            + " end; a trigger must not change them");
  }
}
