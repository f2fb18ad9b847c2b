package dev.forebay.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bare limit of lists and writes: SQL by hand, and JSON by hand, for just these tables. {@code
 * /list} is twenty rows with two filters; {@code /embed} twenty orders with their customer and
 * their lines, in three statements; {@code POST /notes} one row, read back; {@code PATCH
 * /items/{id}} and {@code PATCH /parts/{id}} the transaction of a write-through update, without a
 * cache; {@code GET /parts/{id}} a row by primary key.
 */
final class BareSql {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PAGE = 20;
  private static final String ITEM = "SELECT id, name, price, stock, created_at FROM ";

  private final HikariDataSource pool;

  BareSql(HikariDataSource pool) {
    this.pool = pool;
  }

  void routes(HttpRules rules) {
    rules
        .get("/list", this::list)
        .get("/embed", this::embed)
        .post("/notes", this::insert)
        .patch("/items/{id}", (request, response) -> update("items", request, response))
        .patch("/parts/{id}", (request, response) -> update("parts", request, response))
        .get("/parts/{id}", this::part);
  }

  private interface Work {
    String in(Connection connection) throws SQLException;
  }

  private void answer(ServerResponse response, int status, Work work) {
    try (Connection connection = pool.getConnection()) {
      byte[] body = work.in(connection).getBytes(StandardCharsets.UTF_8);
      response.status(status).header(HeaderValues.CONTENT_TYPE_JSON);
      response.header(HeaderNames.CACHE_CONTROL, "no-cache");
      response.send(body);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void list(ServerRequest request, ServerResponse response) {
    answer(response, 200, connection -> list(connection, "items"));
  }

  /** The same twenty rows of a table that nobody writes to. */
  byte[] listOfShelves() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return list(connection, "shelves").getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String list(Connection connection, String table) throws SQLException {
    String sql = ITEM + table + " WHERE stock >= ? AND price < ? ORDER BY id LIMIT 20";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setInt(1, 25);
      select.setBigDecimal(2, new BigDecimal("8"));
      return items(select);
    }
  }

  private static String items(PreparedStatement select) throws SQLException {
    StringJoiner items = new StringJoiner(",", "[", "]");
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        items.add(item(row));
      }
    }
    return items.toString();
  }

  private static String item(ResultSet row) throws SQLException {
    return "{\"id\":"
        + row.getString(1)
        + ",\"name\":\""
        + row.getString(2)
        + "\",\"price\":"
        + row.getString(3)
        + ",\"stock\":"
        + row.getString(4)
        + ",\"created_at\":\""
        + row.getString(5).replace(' ', 'T')
        + "\"}";
  }

  private record Order(String id, String customer, String placedOn) {}

  private void embed(ServerRequest request, ServerResponse response) {
    answer(response, 200, BareSql::orders);
  }

  private static String orders(Connection connection) throws SQLException {
    List<Order> orders = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, customer_id, placed_on FROM orders ORDER BY id LIMIT 20");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        orders.add(new Order(row.getString(1), row.getString(2), row.getString(3)));
      }
    }
    Map<String, String> customers =
        grouped(
            connection,
            "SELECT id, name FROM customers WHERE id IN ",
            orders.stream().map(Order::customer).toList(),
            row -> "{\"id\":" + row.getString(1) + ",\"name\":\"" + row.getString(2) + "\"}");
    Map<String, String> lines =
        grouped(
            connection,
            "SELECT order_id, item_id, quantity FROM order_lines WHERE order_id IN ",
            orders.stream().map(Order::id).toList(),
            row -> "{\"item_id\":" + row.getString(2) + ",\"quantity\":" + row.getString(3) + "}");
    StringJoiner json = new StringJoiner(",", "[", "]");
    for (Order order : orders) {
      json.add(
          "{\"id\":"
              + order.id()
              + ",\"placed_on\":\""
              + order.placedOn()
              + "\",\"customers\":"
              + customers.get(order.customer())
              + ",\"order_lines\":["
              + lines.get(order.id())
              + "]}");
    }
    return json.toString();
  }

  private interface Json {
    String of(ResultSet row) throws SQLException;
  }

  /** The rows' JSON by their first column, separated by commas. */
  private static Map<String, String> grouped(
      Connection connection, String sql, List<String> keys, Json json) throws SQLException {
    Map<String, String> groups = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(sql + "(" + "?,".repeat(PAGE - 1) + "?)")) {
      for (int key = 0; key < keys.size(); key++) {
        select.setLong(key + 1, Long.parseLong(keys.get(key)));
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          groups.merge(row.getString(1), json.of(row), (one, other) -> one + "," + other);
        }
      }
    }
    return groups;
  }

  private void insert(ServerRequest request, ServerResponse response) {
    JsonNode note = JSON.readTree(request.content().as(byte[].class));
    answer(
        response,
        201,
        connection -> {
          long id;
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO notes (item_id, body) VALUES (?, ?)",
                  PreparedStatement.RETURN_GENERATED_KEYS)) {
            insert.setLong(1, note.get("item_id").asLong());
            insert.setString(2, note.get("body").asString());
            insert.executeUpdate();
            try (ResultSet key = insert.getGeneratedKeys()) {
              key.next();
              id = key.getLong(1);
            }
          }
          return noteOf(connection, id);
        });
  }

  private static String noteOf(Connection connection, long id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, item_id, body, created_at FROM notes WHERE id = ?")) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return "[{\"id\":%s,\"item_id\":%s,\"body\":\"%s\",\"created_at\":\"%s\"}]"
            .formatted(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
      }
    }
  }

  private void part(ServerRequest request, ServerResponse response) {
    long id = id(request);
    answer(response, 200, connection -> byKey(connection, "parts", id, ""));
  }

  private static long id(ServerRequest request) {
    return Long.parseLong(request.path().pathParameters().get("id"));
  }

  private void update(String table, ServerRequest request, ServerResponse response) {
    long id = id(request);
    int stock = JSON.readTree(request.content().as(byte[].class)).get("stock").asInt();
    answer(
        response,
        200,
        connection -> {
          connection.setAutoCommit(false);
          try {
            byKey(connection, table, id, " FOR UPDATE");
            try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + table + " SET stock = ? WHERE id = ?")) {
              update.setInt(1, stock);
              update.setLong(2, id);
              update.executeUpdate();
            }
            String row = byKey(connection, table, id, "");
            connection.commit();
            return row;
          } finally {
            connection.setAutoCommit(true);
          }
        });
  }

  private static String byKey(Connection connection, String table, long id, String lock)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(ITEM + table + " WHERE id = ?" + lock)) {
      select.setLong(1, id);
      return items(select);
    }
  }
}
