package dev.forebay.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The bare limit: the least that a handler by hand does on the same engines. It is a process of its
 * own, as Forebay is.
 *
 * <p>{@code /hit} and {@code /kept-list} are one Lettuce GET, {@code /row} one prepared SELECT by
 * primary key through HikariCP, {@code /constant} no I/O at all.
 */
public final class BareServer {
  private static final byte[] KEY = "benchmark:bare".getBytes(StandardCharsets.UTF_8);
  private static final byte[] LIST = "benchmark:list".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ROW =
      """
      {"id":7,"name":"Item 7","price":0.07,"stock":7,"created_at":"2026-01-15T10:30:00"}\
      """
          .getBytes(StandardCharsets.UTF_8);
  private static final String SELECT =
      "SELECT id, name, price, stock, created_at FROM items WHERE id = ?";

  private final RedisCommands<byte[], byte[]> redis;
  private final HikariDataSource pool;

  private BareServer(RedisCommands<byte[], byte[]> redis, HikariDataSource pool) {
    this.redis = redis;
    this.pool = pool;
  }

  /** Serves until it is ended: {@code REDIS_PORT JDBC_URL USER}, the password on standard input. */
  public static void main(String[] args) throws Exception {
    String password = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
    RedisCommands<byte[], byte[]> redis =
        RedisClient.create(RedisURI.create("127.0.0.1", Integer.parseInt(args[0])))
            .connect(ByteArrayCodec.INSTANCE)
            .sync();
    redis.set(KEY, ROW);
    HikariDataSource pool = pool(args[1], args[2], password);
    BareServer bare = new BareServer(redis, pool);
    BareSql sql = new BareSql(pool);
    redis.set(LIST, sql.listOfShelves());
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .routing(
                routing ->
                    routing
                        .get("/hit", bare::hit)
                        .get("/kept-list", bare::list)
                        .get("/row", bare::row)
                        .get("/constant", BareServer::constant)
                        .update(sql::routes))
            .build()
            .start();
    System.out.println("port " + server.port());
    System.out.flush();
  }

  private static HikariDataSource pool(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url + "?useServerPrepStmts=true&cachePrepStmts=true");
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(16);
    return new HikariDataSource(config);
  }

  private void hit(ServerRequest request, ServerResponse response) {
    json(response, redis.get(KEY));
  }

  private void list(ServerRequest request, ServerResponse response) {
    json(response, redis.get(LIST));
  }

  private void row(ServerRequest request, ServerResponse response) {
    try (Connection connection = pool.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setLong(1, 7);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        String json =
            "[{\"id\":%s,\"name\":\"%s\",\"price\":%s,\"stock\":%s,\"created_at\":\"%s\"}]";
        json(response, fill(json, row).getBytes(StandardCharsets.UTF_8));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** String.format would cost the bare handler more than a person would let it. */
  private static String fill(String template, ResultSet row) throws SQLException {
    StringBuilder json = new StringBuilder(template.length() + 64);
    int from = 0;
    for (int column = 1; column <= 5; column++) {
      int at = template.indexOf("%s", from);
      json.append(template, from, at).append(row.getString(column));
      from = at + 2;
    }
    return json.append(template, from, template.length()).toString();
  }

  private static void constant(ServerRequest request, ServerResponse response) {
    json(response, ROW);
  }

  private static void json(ServerResponse response, byte[] body) {
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.header(HeaderNames.CACHE_CONTROL, "no-cache");
    response.send(body);
  }
}
