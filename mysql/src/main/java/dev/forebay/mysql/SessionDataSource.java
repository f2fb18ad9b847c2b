package dev.forebay.mysql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose only connection is a session's. What would end the session's transaction, or
 * change the connection for those who use it later, does nothing.
 */
final class SessionDataSource extends PlainDataSource {
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("commit", "rollback", "close", "abort", "setAutoCommit", "setTransactionIsolation");

  private final Connection connection;

  SessionDataSource(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Connection getConnection() {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  /** Libraries ask for autocommit to see whether they may commit: they may not. */
  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    if (method.getName().equals("getAutoCommit")) {
      return false;
    }
    if (WITHOUT_EFFECT.contains(method.getName())) {
      return null;
    }
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
