package dev.forebay.data.write;

import dev.forebay.base.ForebayException;
import dev.forebay.mysql.Violations;
import dev.forebay.mysql.schema.Table;
import java.util.List;
import java.util.Optional;

/** Says of a violated unique key which columns it has: clients do not know its name. */
final class UniqueKeys {
  private UniqueKeys() {}

  /** The same error; where it is of a unique key that is known, with the key's columns. */
  static ForebayException namingColumns(ForebayException e, Table table) {
    Optional<List<String>> columns = Violations.uniqueKey(e).flatMap(key -> columns(table, key));
    return columns.isEmpty()
        ? e
        : new ForebayException(
            e.code(),
            e.getMessage(),
            "Columns: " + String.join(", ", columns.get()),
            e.hint(),
            e.getCause());
  }

  private static Optional<List<String>> columns(Table table, String key) {
    return key.equals("PRIMARY")
        ? Optional.of(table.primaryKey())
        : table.uniqueKeys().stream()
            .filter(known -> known.name().equals(key))
            .map(Table.UniqueKey::columns)
            .findFirst();
  }
}
