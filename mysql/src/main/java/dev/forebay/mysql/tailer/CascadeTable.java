package dev.forebay.mysql.tailer;

import dev.forebay.mysql.Session;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.List;
import java.util.Set;

/**
 * {@code forebay_cascades}: a table that is always empty, and by which the binlog tells a {@link
 * Tailer} that a statement's cascades are known. What foreign keys change on their own is not in
 * the log, so a change of a row that others refer to may be a change of anything; but not where the
 * writer has locked the others, too. It puts such a statement between an insert and a delete of a
 * row here, in the same transaction: a mark that is there exactly if the change is.
 */
public final class CascadeTable {
  static final String NAME = "forebay_cascades";

  /** The columns that a mark is known by. */
  static final Set<String> KNOWN_BY = Set.of("changed");

  private static final String BEGIN = "INSERT INTO forebay_cascades (changed) VALUES (?)";
  private static final String END = "DELETE FROM forebay_cascades WHERE id = ?";

  /** The table's definition; the schema's snapshot leaves Forebay's own tables out. */
  static final Table DEFINITION =
      new Table(
          NAME,
          false,
          List.of(Column.of("id", "bigint"), Column.of("changed", "varchar(64)")),
          List.of("id"),
          List.of(),
          List.of(),
          List.of());

  private CascadeTable() {}

  /**
   * Runs statements on a table, of which all that foreign keys change with them is known and
   * locked. To be called in a transaction that rolls back if one of them fails.
   */
  public static void marking(Session session, String table, Runnable statements) {
    List<Long> mark = session.insert(BEGIN, List.of(table));
    statements.run();
    session.update(END, mark);
  }
}
