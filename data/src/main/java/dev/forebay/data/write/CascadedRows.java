package dev.forebay.data.write;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.entry.Cascades;
import dev.forebay.data.entry.Cascades.Effect;
import dev.forebay.data.entry.Cascades.Step;
import dev.forebay.data.entry.LockedRows;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.entry.TableModels;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.Table.ForeignKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells the cache of the rows that foreign keys change on their own when Forebay writes to others.
 * They are locked, level by level, and get intents as all rows do that are written.
 */
public final class CascadedRows {
  private final Cascades cascades;
  private final TableModels models;
  private final LockedRows locked;
  private final int most;

  /** With the most rows that may follow from one write. */
  public CascadedRows(Cascades cascades, TableModels models, LockedRows locked, int most) {
    this.cascades = cascades;
    this.models = models;
    this.locked = locked;
    this.most = most;
  }

  /** Whether cached rows may follow. */
  boolean mayFollow(Table table, Effect effect) {
    return cascades.reach(table, effect, this::isCached);
  }

  /**
   * Locks the rows that follow, and places their intents. To be called while the rows that they
   * follow from are locked: nobody can then refer to those anew. Before they are written, for the
   * rows that refer to them then, and where they are updated once more after that, for the names
   * that the others have got. FB207 where they are too many.
   */
  void touch(Change change, TableModel model, Effect effect, List<StoredRow> rows) {
    if (!rows.isEmpty() && mayFollow(model.table(), effect)) {
      new Run(change).follow(model, effect, rows);
    }
  }

  /**
   * Runs statements that change rows so, once those that follow have been {@linkplain #touch
   * touched}.
   */
  public void run(Change change, TableModel model, Effect effect, Runnable statements) {
    if (mayFollow(model.table(), effect)) {
      change.marking(model, statements);
    } else {
      statements.run();
    }
  }

  private boolean isCached(Table table) {
    return models.of(table).isCached();
  }

  /** Rows of one table, of which others may follow. */
  private record Level(TableModel model, Effect effect, List<StoredRow> rows) {}

  /** What refers by a key to one row has followed; a cycle of keys comes back to it. */
  private record Followed(String table, ForeignKey key, List<String> referenced) {}

  /** What follows from one write. */
  private final class Run {
    private final Change change;
    private final Set<Followed> followed = new HashSet<>();
    private final Deque<Level> left = new ArrayDeque<>();
    private int count;

    Run(Change change) {
      this.change = change;
    }

    void follow(TableModel model, Effect effect, List<StoredRow> rows) {
      left.add(new Level(model, effect, rows));
      while (!left.isEmpty()) {
        Level level = left.remove();
        for (Step step : cascades.steps(level.model().table(), level.effect())) {
          if (isCached(step.table()) || mayFollow(step.table(), step.effect())) {
            follow(level, step);
          }
        }
      }
    }

    private void follow(Level level, Step step) {
      Session session = change.session();
      TableModel model = models.of(step.table());
      ForeignKey key = step.key();
      List<List<Object>> referenced =
          locked.texts(session, level.model(), level.rows(), key.referencedColumns()).stream()
              .filter(texts -> followed.add(new Followed(model.name(), key, texts)))
              .map(texts -> model.parameters(key.columns(), texts))
              .toList();
      List<StoredRow> rows =
          locked
              .atMost(most - count, session, model, key.columns(), referenced)
              .orElseThrow(() -> tooMany(model));
      count += rows.size();
      change.drop(model, rows);
      if (!rows.isEmpty()) {
        left.add(new Level(model, step.effect(), rows));
      }
    }

    private ForebayException tooMany(TableModel model) {
      return new ForebayException(
          ErrorCode.PLAN_LIMIT,
          "The write would touch more than %d rows by foreign keys".formatted(most),
          "Write to the rows of %s first, in parts, or set api.maxWrittenRows higher"
              .formatted(model.name()));
    }
  }
}
