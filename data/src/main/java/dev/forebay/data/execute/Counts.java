package dev.forebay.data.execute;

import dev.forebay.data.plan.Output;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.plan.Resource.Value;
import dev.forebay.data.request.Preferences.Count;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.data.sql.Statement.Page;
import dev.forebay.data.sql.Statement.Rows;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.Session.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts the rows that a read's condition names. */
final class Counts {
  private final Renderer renderer;
  private final long threshold;

  /** With up to how many rows an estimate is exact. */
  Counts(Renderer renderer, long threshold) {
    this.renderer = renderer;
    this.threshold = threshold;
  }

  /** The count that a read asks for, or none. */
  OptionalLong of(Session session, Plan.Read plan) {
    Resource resource = plan.resource();
    Optional<Count> count = plan.count();
    return count.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            switch (count.get()) {
              case EXACT -> exact(session, resource);
              case PLANNED -> planned(session, resource);
              case ESTIMATED -> estimated(session, resource);
            });
  }

  private long exact(Session session, Resource resource) {
    if (resource.grouped()) {
      return count(session, resource, Page.ALL);
    }
    var count = new Statement.Count(resource.table().name(), resource.where().condition());
    return session
        .queryOne(renderer.render(count), resource.where().values(), row -> row.longValue(1))
        .orElseThrow();
  }

  private long estimated(Session session, Resource resource) {
    long counted = count(session, resource, Page.FIRST);
    return counted <= threshold ? counted : Math.max(counted, planned(session, resource));
  }

  private long count(Session session, Resource resource, Page page) {
    List<Object> parameters = parameters(resource);
    if (page == Page.FIRST) {
      parameters.add(threshold + 1);
    }
    var count = new Statement.CountOf(rows(resource, page));
    return session
        .queryOne(renderer.render(count), parameters, row -> row.longValue(1))
        .orElseThrow();
  }

  /** What the optimizer expects of the statement's first table; the others are in subqueries. */
  private long planned(Session session, Resource resource) {
    var explain = new Statement.Explain(rows(resource, Page.ALL));
    return session
        .queryOne(renderer.render(explain), parameters(resource), Counts::estimate)
        .orElse(0L);
  }

  private static long estimate(Row row) {
    double rows = 0;
    double filtered = 100;
    for (int i = 1; i <= row.columnCount(); i++) {
      String value = row.string(i);
      if (value != null && row.label(i).equals("rows")) {
        rows = Double.parseDouble(value);
      } else if (value != null && row.label(i).equals("filtered")) {
        filtered = Double.parseDouble(value);
      }
    }
    return Math.round(rows * filtered / 100);
  }

  private static Rows rows(Resource resource, Page page) {
    List<Output> outputs =
        resource.grouped() ? resource.fields().stream().map(Value::output).toList() : List.of();
    return new Rows(
        resource.table().name(),
        null,
        List.of(),
        outputs,
        resource.where().condition(),
        List.of(),
        page);
  }

  private static List<Object> parameters(Resource resource) {
    List<Object> parameters = new ArrayList<>(resource.grouped() ? resource.values() : List.of());
    parameters.addAll(resource.where().values());
    return parameters;
  }
}
