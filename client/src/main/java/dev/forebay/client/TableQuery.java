package dev.forebay.client;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to one table in the making: which rows, and in the end what to do with them. Immutable;
 * each step gives a new one. The filters are those of the data API: {@code eq("id", 1)} becomes
 * {@code id=eq.1}, and values need no escaping.
 */
public final class TableQuery {
  private final TableApi api;
  private final String table;
  private final List<String> parameters;

  TableQuery(TableApi api, String table) {
    this(api, table, List.of());
  }

  private TableQuery(TableApi api, String table, List<String> parameters) {
    this.api = api;
    this.table = table;
    this.parameters = parameters;
  }

  /** Only these columns, in the data API's grammar: {@code id,total:amount}. */
  public TableQuery select(String columns) {
    return with("select", columns);
  }

  /** Only rows whose column equals the value. */
  public TableQuery eq(String column, Object value) {
    return with(column, "eq." + text(value));
  }

  /** Only rows whose column is greater. */
  public TableQuery gt(String column, Object value) {
    return with(column, "gt." + text(value));
  }

  /** Only rows whose column is less. */
  public TableQuery lt(String column, Object value) {
    return with(column, "lt." + text(value));
  }

  /** Only rows whose column is one of the values. */
  public TableQuery in(String column, Collection<?> values) {
    String list = values.stream().map(TableQuery::quoted).collect(Collectors.joining(","));
    return with(column, "in.(" + list + ")");
  }

  /** In this order, in the data API's grammar: {@code due_date.desc,id}. */
  public TableQuery order(String columns) {
    return with("order", columns);
  }

  /** At most so many rows. */
  public TableQuery limit(int rows) {
    return with("limit", Integer.toString(rows));
  }

  /** Reads the rows. */
  public Rows get() {
    return api.get(path());
  }

  /** Inserts one row: the row as it was stored, with generated keys and defaults. */
  public Rows insert(ObjectNode row) {
    return insert(List.of(row));
  }

  /** Inserts rows in one transaction: all rows as they were stored, in the same order. */
  public Rows insert(List<ObjectNode> rows) {
    return api.write("POST", path(), Json.array().addAll(rows));
  }

  /** Changes columns of the rows: those rows that the filters matched, as they are now. */
  public Rows update(ObjectNode changes) {
    return api.write("PATCH", path(), changes);
  }

  /** Deletes the rows: as they were. */
  public Rows delete() {
    return api.write("DELETE", path(), null);
  }

  private String path() {
    String path = "/rest/v1/" + encode(table);
    return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
  }

  private TableQuery with(String name, String value) {
    List<String> more = new ArrayList<>(parameters);
    more.add(encode(name) + "=" + encode(value));
    return new TableQuery(api, table, List.copyOf(more));
  }

  private static String quoted(Object value) {
    String text = text(value);
    return text.matches("[A-Za-z0-9_:-]+")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String text(Object value) {
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
