package dev.forebay.data.read;

import dev.forebay.data.entry.TableModels;
import dev.forebay.data.plan.Link;
import dev.forebay.data.plan.Selection;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.lang.reflect.RecordComponent;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spells a plan, so that two plans have one spelling exactly if they read the same: what a client
 * names or gives stands there with its length, and cannot pass for anything else. Goes through
 * records by their components, so that a new one cannot be forgotten. One plan, one thread.
 */
final class PlanSpelling {
  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  private final TableModels models;
  private final StringBuilder text = new StringBuilder(1024);
  private final Set<String> tables = new LinkedHashSet<>();
  private boolean complete = true;

  PlanSpelling(TableModels models) {
    this.models = models;
  }

  /** Adds a part. */
  void add(@Nullable Object part) {
    switch (part) {
      case null -> text.append('-');
      case Table table -> add(table);
      case Column column -> add(column);
      case Link link -> add(link);
      case Selection selection -> add(selection.all());
      case Record whole -> components(whole);
      case List<?> list -> {
        text.append('[').append(list.size());
        list.forEach(this::add);
      }
      case byte[] bytes -> value(part, HexFormat.of().formatHex(bytes));
      case String _, Number _, Boolean _, Enum<?> _, Temporal _ -> value(part, part.toString());
      default -> complete = false;
    }
  }

  /** The spelling so far. */
  String text() {
    return text.toString();
  }

  /** The names of the tables that it has named so far. */
  Set<String> tables() {
    return tables;
  }

  /** Whether it could spell every part: values are of a few types. */
  boolean isComplete() {
    return complete;
  }

  private void add(Table table) {
    tables.add(table.name());
    value(table, table.name());
    text.append(models.of(table).signature());
  }

  /** What its values look like. */
  private void add(Column column) {
    value(column, column.name());
    add(List.of(column.type()));
  }

  private void add(Link link) {
    tables.add(link.table());
    if (link.junction() != null) {
      tables.add(link.junction().table());
    }
    components(link);
  }

  private void components(Record whole) {
    text.append('(').append(whole.getClass().getSimpleName());
    for (RecordComponent component : COMPONENTS.get(whole.getClass())) {
      try {
        add(component.getAccessor().invoke(whole));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(whole.getClass() + " is a part of plans: not public", e);
      }
    }
    text.append(')');
  }

  private void value(Object part, String value) {
    text.append(part.getClass().getSimpleName()).append(value.length()).append(':').append(value);
  }
}
