package dev.forebay.data.write;

import dev.forebay.cache.WriteIntents;
import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.entry.TransactionId;
import dev.forebay.cache.entry.WrittenValue;
import dev.forebay.cache.intent.Intent;
import dev.forebay.data.entry.CachedRows;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.row.JsonRows;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.tailer.CascadeTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A write transaction that runs: its session, and what it has touched so far. One thread. */
public final class Change {
  /** So many rows are written through at most; the entries of others are left empty. */
  private static final int MOST_WRITTEN = 1000;

  /** So many inserted rows are told of at once: enough for each script to take several. */
  private static final int TOLD_AT_ONCE = 8000;

  private final Session session;
  private final WriteIntents intents;
  private final boolean follows;
  private final boolean named;
  private final Map<EntryName, WrittenValue> written = new HashMap<>();
  private List<EntryName> inserted = new ArrayList<>();

  /** What may have been changed again, by a trigger or what follows from it, since it was read. */
  private final Set<EntryName> unsure = new HashSet<>();

  private @Nullable TransactionId transaction;
  private @Nullable String undoneFor;

  /**
   * A change in this session.
   *
   * @param follows whether the binlog is read
   * @param named whether its COMMIT is to tell its name, by which what it leaves in the cache is
   *     known when the binlog tells of it
   */
  Change(Session session, WriteIntents intents, boolean follows, boolean named) {
    this.session = session;
    this.intents = intents;
    this.follows = follows;
    this.named = named;
  }

  /** Where its statements run. */
  public Session session() {
    return session;
  }

  /**
   * Places the intents of rows that are locked: on every row, and on every lookup that had it or
   * has it now. FB501 where the cache does not take them.
   *
   * @param before the rows as they were
   * @param after the rows as they are
   */
  void touch(TableModel model, List<StoredRow> before, List<StoredRow> after) {
    if (!model.isCached()) {
      return;
    }
    Map<EntryName, Intent> touched = new HashMap<>();
    before.forEach(row -> addIntents(model, row, touched));
    after.forEach(row -> addIntents(model, row, touched));
    intents.place(new ArrayList<>(touched.values()));
    if (model.keepsLists()) {
      nameCommit();
    }
  }

  /**
   * A statement is about to write to this table. Its triggers may change rows of others that have
   * been read, and not rows of the same one: the server forbids that.
   */
  void writing(TableModel model) {
    written.keySet().stream().filter(n -> !n.table().equals(model.name())).forEach(unsure::add);
  }

  /** Places the intents of locked rows that a foreign key changes; they are left empty. */
  void drop(TableModel model, List<StoredRow> rows) {
    touch(model, rows, List.of());
    rows.forEach(row -> written.remove(row.name()));
  }

  /**
   * Runs statements on a table, from which cached rows of others follow that have their intents: so
   * the binlog's reader need not drop all that is cached.
   */
  void marking(TableModel model, Runnable statements) {
    if (follows) {
      CascadeTable.marking(session, model.name(), statements);
    } else {
      statements.run();
    }
  }

  /**
   * Announces that many rows are being inserted into a table, of which this is one: by one intent,
   * from which on nothing of the table that says that rows are not there is valid. FB501 where the
   * cache does not take it.
   */
  void insertMany(TableModel model, StoredRow one) {
    List<Intent> generations = new ArrayList<>();
    generations.add(new Intent(EntryName.table(model.name()), one.lockHint()));
    if (model.keepsLists()) {
      generations.add(new Intent(EntryName.lists(model.name()), one.lockHint()));
      nameCommit();
    }
    intents.place(generations);
  }

  /** Drops what is kept of these of the many rows: of rows that had their keys before. */
  public void inserted(List<EntryName> rows) {
    inserted.addAll(rows);
    if (inserted.size() >= TOLD_AT_ONCE) {
      intents.invalidate(inserted);
      inserted = new ArrayList<>();
    }
  }

  /** Waits until the cache has been told of all that is to be known before COMMIT. FB501. */
  void awaitTold() {
    intents.invalidate(inserted);
    intents.awaitInvalidated();
  }

  /** Keeps what the rows hold now, to write it through to the cache behind COMMIT. */
  void writeThrough(TableModel model, List<StoredRow> before, List<StoredRow> after) {
    if (!model.isCached()) {
      return;
    }
    before.forEach(row -> keep(model, row.name(), () -> new WrittenValue(null, model.ttl())));
    after.forEach(row -> keep(model, row.name(), () -> value(model, row)));
  }

  private void keep(TableModel model, EntryName name, Supplier<WrittenValue> value) {
    if (written.size() < MOST_WRITTEN || written.containsKey(name)) {
      written.put(name, value.get());
      if (model.isChangedByCascade()) {
        unsure.add(name);
      } else {
        unsure.remove(name);
      }
      nameCommit();
    }
  }

  private void nameCommit() {
    if (named) {
      session.nameCommit(id -> transaction = new TransactionId(id));
    }
  }

  /** Says that what is written may have to be undone, for a thing that promises all or nothing. */
  public void mayBeUndoneFor(String thing) {
    undoneFor = thing;
  }

  /** What writes may have to be undone for, besides what they ask for themselves. */
  Optional<String> undoneFor() {
    return Optional.ofNullable(undoneFor);
  }

  /** Undoes everything once the work is done. */
  public void rollBackAtEnd() {
    session.rollBackAtEnd();
  }

  /** Ends the intents behind COMMIT, writing through what is kept; or behind a wanted ROLLBACK. */
  void ended() {
    if (session.rollsBackAtEnd()) {
      rolledBack();
    } else {
      written.replaceAll((name, value) -> unsure.contains(name) ? value : ofThis(value));
      intents.finish(written, transaction);
    }
  }

  private WrittenValue ofThis(WrittenValue value) {
    return new WrittenValue(value.value(), value.ttl(), transaction);
  }

  /** Ends the intents of what has not happened. */
  void rolledBack() {
    intents.abandon();
  }

  /** Leaves the intents to be settled. */
  public void unknown() {
    intents.unknown();
  }

  private static void addIntents(TableModel model, StoredRow row, Map<EntryName, Intent> touched) {
    touched.put(row.name(), new Intent(row.name(), row.lockHint()));
    if (model.keepsLists()) {
      EntryName lists = EntryName.lists(model.name());
      touched.put(lists, new Intent(lists, row.lockHint()));
    }
    row.lookups().forEach(name -> touched.put(name, new Intent(name, row.lockHint())));
  }

  private static WrittenValue value(TableModel model, StoredRow row) {
    JsonRows one = new JsonRows(row.json(), 0, 1);
    return new WrittenValue(CachedRows.encode(model, one), model.ttl());
  }
}
