package dev.forebay.cache;

import dev.forebay.cache.spi.CacheSettings;
import dev.forebay.cache.spi.IntentResolver;
import dev.forebay.redis.TestRedis;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Redis of a test class's own, and nodes on it, which a test opens. After each test the nodes are
 * closed and the Redis is empty.
 */
final class TestNodes implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private final Deque<TestNode> open = new ArrayDeque<>();
  private @Nullable TestRedis server;

  TestRedis server() {
    return Objects.requireNonNull(server, "before the tests");
  }

  /** A patient node that cannot settle intents. */
  TestNode open() {
    return opened(TestNode.on(server()));
  }

  TestNode open(CacheSettings settings, IntentResolver resolver) {
    return opened(new TestNode(server().settings(), settings, resolver));
  }

  private TestNode opened(TestNode node) {
    open.push(node);
    return node;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server = TestRedis.start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    while (!open.isEmpty()) {
      open.pop().close();
    }
    server().console().flushall();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server().close();
  }
}
