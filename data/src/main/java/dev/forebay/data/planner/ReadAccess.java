package dev.forebay.data.planner;

import dev.forebay.auth.Decision.Allow;
import dev.forebay.auth.Policy;
import dev.forebay.auth.Policy.Action;
import dev.forebay.auth.Principal;
import dev.forebay.auth.Principal.Role;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Grant;
import dev.forebay.data.plan.Grants;
import dev.forebay.data.plan.Where;
import dev.forebay.data.request.RowFilter;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the policy's rules, which are names and texts, grants on the tables that there are. A rule
 * that does not fit its table grants nothing: it is told once in the log, and again when the table
 * has changed. Any thread.
 */
public final class ReadAccess {
  private static final Logger LOG = LoggerFactory.getLogger(ReadAccess.class);

  private final Policy policy;
  private final Map<Key, Known> known = new ConcurrentHashMap<>();

  /** Access by the rules of a policy. */
  public ReadAccess(Policy policy) {
    this.policy = policy;
  }

  private record Key(Role role, String table) {}

  /** A rule for a table as it was, and what it grants, if it fits. */
  private record Known(Table table, Allow rule, Optional<Grant> grant) {}

  /** What somebody may read. */
  public Grants of(Principal who) {
    return table -> grant(who, table);
  }

  /** Whether somebody may read the table: there is a rule for it, and it fits. */
  public boolean opens(Principal who, Table table) {
    return policy.decide(who, table.name(), Action.READ) instanceof Allow rule
        && (rule.equals(Allow.EVERYTHING)
            || fitted(new Key(who.role(), table.name()), table, rule).isPresent());
  }

  /** Tells in the log of the rules that fit no table as the schema is now. */
  public void check(Schema schema) {
    Principal web = new Principal(Role.ANONYMOUS);
    for (String name : policy.tables()) {
      if (policy.decide(web, name, Action.READ) instanceof Allow rule) {
        schema
            .table(name)
            .ifPresentOrElse(
                table -> fitted(new Key(web.role(), name), table, rule),
                () -> LOG.warn("The rule tables.{}.access is for a table that is not there", name));
      }
    }
  }

  private Grant grant(Principal who, Table table) {
    Allow rule = policy.require(who, table.name(), Action.READ);
    return rule.equals(Allow.EVERYTHING)
        ? Grant.all(table)
        : fitted(new Key(who.role(), table.name()), table, rule)
            .orElseThrow(() -> unfit(table.name()));
  }

  private Optional<Grant> fitted(Key key, Table table, Allow rule) {
    Known last = known.get(key);
    if (last != null && last.table().equals(table) && last.rule().equals(rule)) {
      return last.grant();
    }
    Optional<Grant> grant = fit(table, rule);
    known.put(key, new Known(table, rule, grant));
    return grant;
  }

  private static Optional<Grant> fit(Table table, Allow rule) {
    try {
      return Optional.of(
          new Grant(table, columns(table, rule.columns()), rows(table, rule.rows())));
    } catch (ForebayException e) {
      LOG.warn(
          "The rule tables.{}.access grants nothing, for it does not fit the table: {}{}",
          table.name(),
          e.getMessage(),
          e.hint() == null ? "" : ". " + e.hint());
      return Optional.empty();
    }
  }

  private static List<Column> columns(Table table, @Nullable List<String> names) {
    if (names == null) {
      return table.columns();
    }
    names.forEach(name -> Names.column(table, name));
    return table.columns().stream().filter(column -> names.contains(column.name())).toList();
  }

  private static Where rows(Table table, @Nullable String rows) {
    return rows == null ? Where.EVERYTHING : ConditionPlanner.of(table, RowFilter.parse(rows));
  }

  private static ForebayException unfit(String table) {
    return new ForebayException(
        ErrorCode.FORBIDDEN,
        "The rule that allows this key to read the table '%s' does not fit the table."
            .formatted(table),
        "Forebay's log says what is wrong with it.");
  }
}
