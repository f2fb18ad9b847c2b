package dev.forebay.data.plan;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.Preferences;
import dev.forebay.data.request.Preferences.Count;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What to do, with names that exist and values of their column's type. */
public sealed interface Plan {
  /** The table or view that it reads or writes. */
  Table table();

  /**
   * Rows to read.
   *
   * @param resource what to read
   * @param count how to count all rows that the condition names
   * @param singular whether exactly one row is wanted
   * @param fresh whether to leave the cache aside
   */
  record Read(Resource resource, Optional<Count> count, boolean singular, boolean fresh)
      implements Plan {
    @Override
    public Table table() {
      return resource.table();
    }
  }

  /** What changes rows. */
  sealed interface Write extends Plan {
    /** What the client gets to see. */
    Returning returning();

    /** On which terms. */
    Terms terms();
  }

  /**
   * Rows to insert.
   *
   * @param table where
   * @param columns which columns the rows give
   * @param rows each with one value a column: null, {@link Missing#DEFAULT} or a value. They are
   *     made as they are gone through: FB203 then where a value is none of its column's
   * @param onConflict what to do with rows that are there already
   * @param returning what the client gets to see
   * @param terms on which terms
   */
  record Insert(
      Table table,
      List<String> columns,
      Iterable<List<@Nullable Object>> rows,
      Optional<OnConflict> onConflict,
      Returning returning,
      Terms terms)
      implements Write {
    /** Copies the columns; the rows are the planner's own. */
    public Insert {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Rows that are there already.
   *
   * @param key the columns of the one unique key by which they are told
   * @param merge whether they get the values that are given; else they stay as they are
   */
  record OnConflict(List<String> key, boolean merge) {
    /** Copies the list. */
    public OnConflict {
      key = List.copyOf(key);
    }

    /** Which of the columns that are given the rows that are there take over. */
    public List<String> merged(List<String> given) {
      return merge ? given.stream().filter(column -> !key.contains(column)).toList() : List.of();
    }
  }

  /**
   * One row to put in the place of the one with its key, or to add.
   *
   * @param table where
   * @param columns which columns it gives, all of the primary key among them
   * @param values their values
   * @param where the row with its key
   * @param returning what the client gets to see
   * @param terms on which terms
   */
  record Put(
      Table table,
      List<String> columns,
      List<@Nullable Object> values,
      Where where,
      Returning returning,
      Terms terms)
      implements Write {
    /** Copies the lists. */
    public Put {
      columns = List.copyOf(columns);
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }
  }

  /**
   * Rows to change.
   *
   * @param table where
   * @param columns which columns change
   * @param values their new values: null, {@link Missing#DEFAULT} or a value
   * @param where which rows
   * @param returning what the client gets to see
   * @param terms on which terms
   */
  record Update(
      Table table,
      List<String> columns,
      List<@Nullable Object> values,
      Where where,
      Returning returning,
      Terms terms)
      implements Write {
    /** Copies the lists. */
    public Update {
      columns = List.copyOf(columns);
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }
  }

  /**
   * Rows to delete.
   *
   * @param table where
   * @param where which rows
   * @param returning what the client gets to see
   * @param terms on which terms
   */
  record Delete(Table table, Where where, Returning returning, Terms terms) implements Write {}

  /**
   * The terms of a write.
   *
   * @param maxAffected the most rows that may be changed or deleted; else nothing is
   * @param rollBack whether it is undone once its outcome is known
   */
  record Terms(OptionalLong maxAffected, boolean rollBack) {
    /** The terms that Prefer sets: {@code max-affected} holds with {@code handling=strict}. */
    public static Terms of(Preferences preferences) {
      return new Terms(
          preferences.strict() ? preferences.maxAffected() : OptionalLong.empty(),
          preferences.rollsBack());
    }

    /** FB244 where more rows are affected than is allowed. */
    public void requireAtMost(long rows) {
      if (maxAffected.isPresent() && rows > maxAffected.getAsLong()) {
        throw new ForebayException(
            ErrorCode.MAX_AFFECTED,
            "Query result exceeds max-affected preference constraint",
            "The query affects %d rows".formatted(rows),
            null,
            null);
      }
    }
  }

  /** Stands where a row gives no value for a column. */
  enum Missing {
    /** The column's default, or what AUTO_INCREMENT makes. */
    DEFAULT
  }

  /**
   * Which columns an answer has.
   *
   * @param fields in the answer's order
   * @param whole whether these are all columns under their own names in the table's order
   */
  record Projection(List<Field> fields, boolean whole) {
    /** Copies the list. */
    public Projection {
      fields = List.copyOf(fields);
    }

    /** Where the fields' values come from, in the same order. */
    public List<Column> columns() {
      return fields.stream().map(Field::column).toList();
    }

    /** All columns of a table. */
    public static Projection all(Table table) {
      return new Projection(
          table.columns().stream().map(c -> new Field(c, c.name())).toList(), true);
    }
  }

  /**
   * One field of an answer.
   *
   * @param column where its value comes from
   * @param label its key
   */
  record Field(Column column, String label) {}

  /**
   * What a write answers with.
   *
   * @param rows whether with the rows themselves
   * @param keys whether with the key of the row, for a Location header
   * @param singular whether the write is to be undone unless exactly one row is shown
   * @param resource what of the rows, and in which order
   */
  record Returning(boolean rows, boolean keys, boolean singular, Resource resource) {
    /** Whether all written rows are shown, and of each nothing but columns of its own. */
    public boolean plain() {
      return resource.plain()
          && resource.embeds().isEmpty()
          && resource.unrestricted()
          && resource.sorting().orderings().isEmpty();
    }
  }
}
