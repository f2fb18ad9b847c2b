package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.ApiRequest.Clauses;
import dev.forebay.data.request.ApiRequest.Query;
import dev.forebay.http.Request.QueryParameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the query string. What is not one of its own words is a filter on a column; in front of
 * either may stand the labels of the embed that is meant.
 *
 * <pre>
 * parameter = { label "." } ("order" | "limit" | "offset" | filter) "=" value     lines.limit=3
 *           | "select" "=" items                                  {@link SelectParser}
 *           | ("columns" | "on_conflict") "=" column { "," column }
 * </pre>
 */
final class QueryParser {
  private final Limits limits;
  private final Map<List<String>, ClausesParser> levels = new LinkedHashMap<>();
  private List<SelectItem> select = List.of(SelectItem.All.ALL);
  private final List<String> columns = new ArrayList<>();
  private final List<String> onConflict = new ArrayList<>();
  private int filters;

  private QueryParser(Limits limits) {
    this.limits = limits;
  }

  static Query parse(List<QueryParameter> parameters, Limits limits) {
    return new QueryParser(limits).parse(parameters);
  }

  private Query parse(List<QueryParameter> parameters) {
    for (QueryParameter parameter : parameters) {
      if (parameter.name().equals("select")) {
        select(parameter);
      }
    }
    addLevel(List.of());
    addEmbeds(List.of(), select);
    for (QueryParameter parameter : parameters) {
      if (!parameter.name().equals("select")) {
        take(parameter);
      }
    }
    Map<List<String>, Clauses> clauses = new HashMap<>();
    levels.forEach((path, level) -> clauses.put(path, level.clauses()));
    Clauses root = clauses.getOrDefault(List.of(), Clauses.NONE);
    clauses.remove(List.of());
    return new Query(select, root, clauses, columns, onConflict);
  }

  private void select(QueryParameter parameter) {
    if (!levels.isEmpty()) {
      throw ClausesParser.repeated(parameter.name());
    }
    Cursor cursor = new Cursor(parameter.name(), parameter.value());
    select = new SelectParser(cursor, limits.embedDepth()).parse();
    addLevel(List.of());
  }

  private void addLevel(List<String> path) {
    levels.computeIfAbsent(path, _ -> new ClausesParser());
  }

  private void addEmbeds(List<String> path, List<SelectItem> items) {
    for (SelectItem item : items) {
      if (item instanceof SelectItem.Embed embed) {
        List<String> deeper = plus(path, embed.label());
        addLevel(deeper);
        addEmbeds(deeper, embed.select());
      }
    }
  }

  private void take(QueryParameter parameter) {
    switch (parameter.name()) {
      case "columns" -> names(parameter, columns);
      case "on_conflict" -> names(parameter, onConflict);
      default -> clause(parameter);
    }
  }

  private void clause(QueryParameter parameter) {
    ParameterName name = ParameterName.parse(parameter.name());
    filters += level(name.embeds()).take(name, parameter.value());
    if (filters > limits.filters()) {
      throw new ForebayException(
          ErrorCode.TOO_MANY_FILTERS,
          "The request has more than %d filters, which is the limit".formatted(limits.filters()),
          "Use in.(...) for many values of one column, or raise api.maxFilters");
    }
  }

  private ClausesParser level(List<String> embeds) {
    ClausesParser level = levels.get(embeds);
    if (level != null) {
      return level;
    }
    String label = embeds.getLast();
    throw new ForebayException(
        ErrorCode.NOT_EMBEDDED,
        "'%s' is not an embedded resource in this request".formatted(Excerpt.of(label)),
        "Verify that '%s' is included in the 'select' query parameter."
            .formatted(Excerpt.of(label)));
  }

  private static void names(QueryParameter parameter, List<String> names) {
    if (!names.isEmpty()) {
      throw ClausesParser.repeated(parameter.name());
    }
    Cursor cursor = new Cursor(parameter.name(), parameter.value());
    do {
      names.add(cursor.name(","));
    } while (cursor.accept(','));
    cursor.expectEnd();
  }

  private static List<String> plus(List<String> path, String label) {
    List<String> longer = new ArrayList<>(path);
    longer.add(label);
    return List.copyOf(longer);
  }
}
