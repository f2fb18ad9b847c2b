package dev.forebay.data.write;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.plan.Plan.Returning;
import dev.forebay.data.read.NotSingular;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.row.RowProjection;
import dev.forebay.mysql.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the client gets to see of the rows that a write has touched so far. Plain columns are kept
 * as the rows are touched; for all else their keys are kept, and they are read once at the end.
 */
final class Shown {
  private final TableModel model;
  private final Returning returning;
  private final WrittenRows reader;
  private final JsonBuffer json = new JsonBuffer(256);
  private final List<StoredRow> toRead = new ArrayList<>();
  private int rows;
  private long affected;
  private long inserted;
  private Map<String, String> key = Map.of();

  /** Nothing yet. */
  Shown(TableModel model, Returning returning, WrittenRows reader) {
    this.model = model;
    this.returning = returning;
    this.reader = reader;
  }

  /** Whether the rows have to be read: to be shown, or because they are cached. */
  boolean mustRead() {
    return model.isCached() || mustShow(true);
  }

  /**
   * Whether the rows have to be read to be shown.
   *
   * @param told whether the keys of new ones are known; else there is no Location
   */
  boolean mustShow(boolean told) {
    return returning.rows() || (returning.keys() && model.hasKey() && told);
  }

  /** FB208 where inserted rows are to be read again for what is shown, and cannot be found. */
  void requireKeyToRead() {
    if (!returning.plain()) {
      requireKey();
    }
  }

  /** FB208 where rows are to be shown that cannot be found again. */
  void requireKey() {
    if (returning.rows() && !model.hasKey()) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "%s has no primary key to find the written rows by".formatted(model.name()),
          unnamed(),
          "Send Prefer: return=minimal, or add a primary key",
          null);
    }
  }

  /** Why the primary key that there is names no rows; null where there is none. */
  private @Nullable String unnamed() {
    return model.table().primaryKey().isEmpty()
        ? null
        : "The values of its primary key cannot be compared exactly, or a trigger may set them";
  }

  /** FB205 where one row is wanted, and this is another number: before it is all written. */
  void requireSingular(int number) {
    if (returning.plain()) {
      requireOne(number);
    }
  }

  private void requireOne(int number) {
    if (returning.singular() && number != 1) {
      throw NotSingular.error(number);
    }
  }

  /** Adds rows that were not read. */
  void written(long number) {
    affected += number;
  }

  /** Adds rows that were read. */
  void written(List<StoredRow> stored) {
    affected += stored.size();
    if (returning.rows()) {
      stored.forEach(this::show);
    }
  }

  /** Adds new rows that were not read. */
  void inserted(long number) {
    inserted += number;
    written(number);
  }

  /** Adds new rows. */
  void inserted(List<StoredRow> stored) {
    upserted(stored, stored.size());
  }

  /** Adds rows of which so many are new. */
  void upserted(List<StoredRow> stored, long added) {
    inserted += added;
    key = affected == 0 && stored.size() == 1 ? key(stored.getFirst()) : Map.of();
    written(stored);
  }

  /**
   * All that was added, read in the write's own transaction. FB205 where one row is wanted, and
   * this is another number.
   */
  Written written(Session session) {
    JsonRows shown = returning.plain() ? projected() : read(session);
    if (returning.rows()) {
      requireOne(shown.count());
    }
    return new Written(shown, affected, inserted, returning.keys() ? key : Map.of());
  }

  private JsonRows projected() {
    JsonRows whole = new JsonRows(json.toByteArray(), 0, rows);
    return new RowProjection(model.table(), returning.resource().projection()).of(whole);
  }

  private JsonRows read(Session session) {
    return reader.read(session, model, returning.resource(), toRead);
  }

  private void show(StoredRow row) {
    if (!returning.plain()) {
      toRead.add(row);
      return;
    }
    if (rows++ > 0) {
      json.put(',');
    }
    json.put(row.json());
  }

  private Map<String, String> key(StoredRow row) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < row.key().size(); i++) {
      values.put(model.key().get(i).name(), row.key().get(i));
    }
    return values;
  }
}
