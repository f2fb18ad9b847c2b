package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Plan.OnConflict;
import dev.forebay.data.request.ApiRequest;
import dev.forebay.data.request.Preferences.Resolution;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import dev.forebay.mysql.schema.WriteRules.DerivedKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the unique key that an upsert goes by. MySQL cannot be told of one: ON DUPLICATE KEY UPDATE
 * takes whichever key is violated first. So an upsert that could meet another one is refused
 * (FB240), instead of changing a row that nobody named.
 */
public final class ConflictTarget {
  private final Table table;
  private final List<String> given;
  private final Set<String> target;

  private ConflictTarget(Table table, List<String> given, List<String> target) {
    this.table = table;
    this.given = given;
    this.target = new HashSet<>(target);
  }

  /** The key, unless this is an INSERT like any other. */
  static Optional<OnConflict> of(ApiRequest request, Table table, List<String> given) {
    Optional<Resolution> resolution = request.preferences().resolution();
    List<String> named = request.query().onConflict();
    named.forEach(name -> Names.column(table, name));
    List<String> target = named.isEmpty() ? table.primaryKey() : named.stream().distinct().toList();
    if (resolution.isEmpty()) {
      return Optional.empty();
    }
    new ConflictTarget(table, given, target).require();
    boolean merge = resolution.get() == Resolution.MERGE_DUPLICATES;
    if (merge && request.query().columns().isEmpty() && !request.body().isUniform()) {
      throw new ForebayException(
          ErrorCode.MALFORMED_BODY,
          "All object keys must match",
          "Give every row the same keys, or name them with columns=");
    }
    return Optional.of(new OnConflict(target, merge));
  }

  /**
   * The unique keys that an upsert into a table can go by.
   *
   * @param given the columns that the body gives values for
   */
  public static List<List<String>> possible(Table table, List<String> given) {
    if (table.primaryKey().isEmpty() || !table.rules().transactional()) {
      return List.of();
    }
    List<List<String>> keys = new ConflictTarget(table, given, List.of()).keys();
    return keys.stream()
        .filter(target -> new ConflictTarget(table, given, target).others().isEmpty())
        .toList();
  }

  private void require() {
    if (table.primaryKey().isEmpty()) {
      throw refused(
          "Rows of a table without a primary key cannot be merged",
          Names.derivedKey(table).orElse(null),
          "Add one");
    }
    if (keys().stream().noneMatch(key -> target.equals(Set.copyOf(key)))) {
      throw refused(
          "There is no unique or exclusion constraint matching the ON CONFLICT specification",
          "The unique keys of %s are %s".formatted(table.name(), keys()),
          "Name the columns of one of them in on_conflict");
    }
    others().stream()
        .findFirst()
        .ifPresent(
            key -> {
              throw refused(
                  "The unique key %s could be violated instead of %s".formatted(key, target),
                  "MySQL would then change the row that has it, which may be another one",
                  "PATCH or PUT the row by its primary key, or leave out a column that"
                      + " AUTO_INCREMENT fills");
            });
  }

  /** The keys that could be violated instead; of one that is derived, what it is over. */
  private List<List<String>> others() {
    return Stream.concat(
            keys().stream().filter(this::couldFire),
            table.rules().derivedKeys().stream()
                .filter(key -> couldFire(key.columns()))
                .map(DerivedKey::parts))
        .toList();
  }

  /**
   * Not the target itself, nor a key that holds all of it: whoever violates that one violates the
   * target, too, in the same row. Nor one of which AUTO_INCREMENT makes a part.
   */
  private boolean couldFire(List<String> key) {
    return !key.containsAll(target)
        && key.stream()
            .flatMap(name -> table.column(name).stream())
            .filter(Column::autoIncrement)
            .allMatch(column -> given.contains(column.name()));
  }

  private List<List<String>> keys() {
    List<List<String>> keys = new ArrayList<>();
    table.uniqueKeys().forEach(key -> keys.add(key.columns()));
    if (!table.primaryKey().isEmpty()) {
      keys.addFirst(table.primaryKey());
    }
    return keys;
  }

  private static ForebayException refused(String message, @Nullable String detail, String hint) {
    return new ForebayException(ErrorCode.CONFLICT_TARGET, message, detail, hint, null);
  }
}
