package dev.forebay.data.write;

import dev.forebay.data.entry.Cascades.Effect;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.mysql.Session;
import java.util.List;

/** One write, in the steps that {@link WriteProtocol} takes. Its methods are called once each. */
interface RowWrite {
  /** Locks the rows that it names, as far as they are there. */
  List<StoredRow> lock(Session session);

  /** What happens to those. */
  Effect effect(List<StoredRow> before);

  /** Runs its statements. */
  void run(Session session, List<StoredRow> before);

  /** The rows that it has written, as the server has stored them. */
  List<StoredRow> readBack(Session session, List<StoredRow> before);

  /** Whether these are the rows that it named, as many as it gave. */
  boolean areNamed(Session session, List<StoredRow> before, List<StoredRow> after);
}
