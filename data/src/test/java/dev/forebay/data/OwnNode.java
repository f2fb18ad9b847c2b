package dev.forebay.data;

import dev.forebay.auth.ReadRule;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.redis.TestRedis;
import dev.forebay.testing.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A node with a database and a Redis of its own, for the tests of a class.
 *
 * <pre>{@code
 * @AutoClose
 * private static final OwnNode NODE = OwnNode.over("CREATE TABLE t (id INT PRIMARY KEY)");
 * }</pre>
 */
public final class OwnNode implements AutoCloseable {
  final TestDatabase db;
  final TestRedis redis = TestRedis.start();
  final DataNode node;
  final TestClient client;
  private final List<DataNode> others = new ArrayList<>();
  private final Map<String, List<String>> lookups;

  private OwnNode(
      Map<String, List<String>> lookups, Map<String, ReadRule> readable, String... statements) {
    this.lookups = lookups;
    this.db = TestDatabase.create(statements);
    this.node = DataNode.start(db, redis, lookups, readable);
    this.client = node.client;
  }

  /** A node over a database in which these statements have run. */
  static OwnNode over(String... statements) {
    return new OwnNode(Map.of(), Map.of(), statements);
  }

  /** The same, with cached lookups by these columns. */
  public static OwnNode withLookups(Map<String, List<String>> lookups, String... statements) {
    return new OwnNode(lookups, Map.of(), statements);
  }

  /** The same, with what the publishable key may read. */
  static OwnNode readable(
      Map<String, ReadRule> readable, Map<String, List<String>> lookups, String... statements) {
    return new OwnNode(lookups, readable, statements);
  }

  /** One more node over the same database and Redis, with the same lookups. */
  public DataNode another() {
    DataNode other = DataNode.start(db, redis, lookups);
    others.add(other);
    return other;
  }

  /** The database, for SQL past the node. */
  public TestDatabase db() {
    return db;
  }

  /** A client of the node that has the secret key. */
  public TestClient client() {
    return client;
  }

  /** Has the node read the schema again. */
  public void refresh() {
    node.schema.refresh();
  }

  /** From now on the cache sees what is written past the nodes. */
  public void follow() {
    node.follow(db.settings());
  }

  /** Empties the cache. */
  public void flush() {
    redis.console().flushall();
  }

  @Override
  public void close() {
    others.forEach(DataNode::close);
    node.close();
    redis.close();
    db.close();
  }
}
