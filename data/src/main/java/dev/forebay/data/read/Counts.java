package dev.forebay.data.read;

import dev.forebay.data.plan.Plan;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.request.Preferences.Count;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.data.sql.Statement.Page;
import dev.forebay.data.sql.Statement.Rows;
import dev.forebay.mysql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Counts the rows that a read's condition names. */
public final class Counts {
  private final Renderer renderer;
  private final long threshold;

  /** With up to how many rows an estimate is exact. */
  Counts(Renderer renderer, long threshold) {
    this.renderer = renderer;
    this.threshold = threshold;
  }

  /** The count that a read of this many rows asks for, or none: its last page tells by itself. */
  public OptionalLong of(Session session, Plan.Read plan, long read) {
    if (plan.count().isEmpty()) {
      return OptionalLong.empty();
    }
    Resource resource = plan.resource();
    long known = read == 0 ? 0 : resource.offset() + read;
    boolean last = read < resource.limit() && (read > 0 || resource.offset() == 0);
    return OptionalLong.of(
        last ? known : Math.max(known, of(session, resource, plan.count().get())));
  }

  /** The count of all rows. */
  public long of(Session session, Resource resource, Count count) {
    return switch (count) {
      case EXACT -> exact(session, resource);
      case PLANNED -> planned(session, resource);
      case ESTIMATED -> estimated(session, resource);
    };
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

  private long planned(Session session, Resource resource) {
    Explained explained = new Explained();
    var explain = new Statement.Explain(rows(resource, Page.ALL));
    session.query(renderer.render(explain), parameters(resource), explained::add);
    return explained.rows(resource.table().name());
  }

  /** Groups are made by the keys of their embeds as well. */
  private static Rows rows(Resource resource, Page page) {
    return new Rows(
        resource.table().name(),
        null,
        List.of(),
        resource.grouped() ? Level.root(resource).outputs() : List.of(),
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
