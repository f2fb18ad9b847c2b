package dev.forebay.data.execute;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Plan.Returning;
import dev.forebay.data.row.JsonBuffer;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.row.RowProjection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the client gets to see of the rows that a write has touched so far. */
final class Shown {
  private final TableModel model;
  private final Returning returning;
  private final JsonBuffer json = new JsonBuffer(256);
  private int rows;
  private long affected;
  private long inserted;
  private Map<String, String> key = Map.of();

  /** Nothing yet. */
  Shown(TableModel model, Returning returning) {
    this.model = model;
    this.returning = returning;
  }

  /** Whether the rows have to be read: to be shown, or because they are cached. */
  boolean mustRead() {
    return model.isCached() || returning.rows() || (returning.keys() && model.hasKey());
  }

  /** FB208 where rows are to be shown that cannot be found again. */
  void requireKey() {
    if (returning.rows() && !model.hasKey()) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "%s has no primary key to find the written rows by".formatted(model.name()),
          "Send Prefer: return=minimal, or add a primary key");
    }
  }

  /** FB205 where one row is wanted, and this is another number. */
  void requireSingular(int number) {
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

  /** All that was added. FB205 where one row is wanted, and this is another number. */
  Written written() {
    requireSingular(rows);
    JsonRows whole = new JsonRows(json.toByteArray(), 0, rows);
    JsonRows projected = new RowProjection(model.table(), returning.projection()).of(whole);
    return new Written(projected, affected, inserted, returning.keys() ? key : Map.of());
  }

  private void show(StoredRow row) {
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
