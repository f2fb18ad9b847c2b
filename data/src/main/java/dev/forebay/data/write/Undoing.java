package dev.forebay.data.write;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Call;
import dev.forebay.data.plan.Plan;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses writes that may have to be undone, into tables whose engine cannot undo any: MyISAM, Aria
 * and MEMORY have no transactions. FB208.
 */
public final class Undoing {
  private Undoing() {}

  /** Refuses a write that may have to be undone and cannot. */
  public static void requirePossible(Change change, Plan.Write plan) {
    if (!plan.table().rules().transactional()) {
      reason(change, plan).ifPresent(reason -> requirePossible(plan.table(), reason));
    }
  }

  /** Refuses a call that may have to be undone, of a routine that may change such a table. */
  public static void requirePossible(Change change, Call call, Schema schema) {
    Optional<String> rollBack =
        call.terms().rollBack() ? Optional.of("tx=rollback") : Optional.empty();
    change
        .undoneFor()
        .or(() -> rollBack)
        .ifPresent(
            reason ->
                call.routine().mayChange().stream()
                    .flatMap(name -> schema.table(name).stream())
                    .forEach(table -> requirePossible(table, reason)));
  }

  /** Refuses for a reason, where the table cannot undo. */
  public static void requirePossible(Table table, String reason) {
    if (!table.rules().transactional()) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "%s cannot undo writes, as %s may need".formatted(table.name(), reason),
          "Its engine has no transactions: write one row at a time, or ALTER TABLE %s"
                  .formatted(table.name())
              + " ENGINE = InnoDB");
    }
  }

  private static Optional<String> reason(Change change, Plan.Write plan) {
    return Stream.concat(
            change.undoneFor().stream(),
            Stream.concat(ofTerms(plan).stream(), ofRows(plan).stream()))
        .findFirst();
  }

  private static Optional<String> ofTerms(Plan.Write plan) {
    if (plan.terms().rollBack()) {
      return Optional.of("tx=rollback");
    }
    if (plan.terms().maxAffected().isPresent()) {
      return Optional.of("max-affected");
    }
    boolean checkedLate = plan.returning().singular() && !plan.returning().plain();
    return checkedLate ? Optional.of("an answer of one object") : Optional.empty();
  }

  private static Optional<String> ofRows(Plan.Write plan) {
    return switch (plan) {
      case Plan.Insert insert when insert.onConflict().isPresent() -> Optional.of("an upsert");
      case Plan.Insert insert when hasSeveral(insert.rows()) ->
          Optional.of("an array of several rows");
      case Plan.Insert _, Plan.Put _, Plan.Update _, Plan.Delete _ -> Optional.empty();
    };
  }

  private static boolean hasSeveral(Iterable<?> rows) {
    Iterator<?> iterator = rows.iterator();
    if (iterator.hasNext()) {
      iterator.next();
    }
    return iterator.hasNext();
  }
}
