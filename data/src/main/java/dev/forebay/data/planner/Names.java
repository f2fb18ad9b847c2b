package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.NearestName;
import dev.forebay.data.plan.Grant;
import dev.forebay.data.request.Excerpt;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.WriteRules.DerivedKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds tables and columns, or says which name was perhaps meant. */
final class Names {
  private static final List<String> WORDS = List.of("select", "order", "limit", "offset");

  private Names() {}

  /**
   * Refuses a profile that is not the database; {@code public}, which supabase-js sends unless it
   * is told otherwise, stands for it. FB220.
   */
  static void requireProfile(Schema schema, String profile) {
    if (!profile.isEmpty() && !profile.equals("public") && !profile.equals(schema.database())) {
      throw new ForebayException(
          ErrorCode.UNKNOWN_PROFILE,
          "Invalid schema: " + Excerpt.of(profile),
          "Only the following schemas are exposed: " + schema.database());
    }
  }

  /** The table of this name. FB201. */
  static Table table(Schema schema, String name) {
    return schema
        .table(name)
        .orElseThrow(
            () ->
                unknown(
                    ErrorCode.UNKNOWN_TABLE,
                    "There is no table or view \"%s\"".formatted(Excerpt.of(name)),
                    name,
                    schema.tables().keySet()));
  }

  /** The column of this name. FB202. */
  static Column column(Table table, String name) {
    return column(Grant.all(table), name);
  }

  /** The column of this name, if it may be named. FB202, FB302. */
  static Column column(Grant grant, String name) {
    for (Column column : grant.columns()) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    requireNotHidden(grant, name);
    Table table = grant.table();
    List<String> names = new ArrayList<>(WORDS);
    grant.columns().forEach(column -> names.add(column.name()));
    throw unknown(
        ErrorCode.UNKNOWN_COLUMN,
        "The table %s has no column \"%s\"".formatted(table.name(), Excerpt.of(name)),
        name,
        names);
  }

  /** Refuses the name of a column that there is, but not for the client. FB302. */
  static void requireNotHidden(Grant grant, String name) {
    if (grant.hides(name)) {
      throw new ForebayException(
          ErrorCode.FORBIDDEN,
          "This key may not read the column '%s' of the table '%s'."
              .formatted(name, grant.table().name()),
          "It may read %s."
              .formatted(
                  grant.columns().stream().map(Column::name).collect(Collectors.joining(", "))));
    }
  }

  /** The column of this name, which takes values. FB202, FB203. */
  static Column input(Table table, String name) {
    Column column = column(table, name);
    if (column.generated()) {
      throw new ForebayException(
          ErrorCode.INVALID_VALUE,
          "The column %s of %s is computed and takes no value".formatted(name, table.name()),
          "Leave it out, or name those that are to be taken: columns=a,b");
    }
    return column;
  }

  /** Says of a table whose primary key is over beginnings of columns that it names no rows. */
  static Optional<String> derivedKey(Table table) {
    return table.rules().derivedKeys().stream()
        .filter(key -> key.name().equals("PRIMARY"))
        .map(DerivedKey::parts)
        .map(
            parts ->
                "The primary key %s of %s is not over whole columns".formatted(parts, table.name()))
        .findFirst();
  }

  /** The table, unless it is a view. FB206. */
  static Table writable(Table table) {
    if (table.view()) {
      throw new ForebayException(
          ErrorCode.NOT_WRITABLE,
          "%s is a view".formatted(table.name()),
          "Write to the tables that it is made of");
    }
    return table;
  }

  private static ForebayException unknown(
      ErrorCode code, String message, String name, Collection<String> known) {
    String hint = NearestName.of(name, known).map("Perhaps you meant %s"::formatted).orElse(null);
    return new ForebayException(code, message, null, hint, null);
  }
}
