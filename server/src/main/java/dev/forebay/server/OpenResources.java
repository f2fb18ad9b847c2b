package dev.forebay.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run has opened, closed in reverse order. A signal may close it while the run is still
 * starting: then whatever is opened later is closed at once.
 */
final class OpenResources implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenResources.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean closed;

  /** Keeps the resource until the end. IllegalStateException where that has come already. */
  synchronized <T extends AutoCloseable> T add(T resource) {
    if (closed) {
      closeQuietly(resource);
      throw new IllegalStateException("stopped while starting");
    }
    open.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!open.isEmpty()) {
      closeQuietly(open.pop());
    }
  }

  /** One that fails must not keep the others from being closed. */
  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      LOG.warn("Closing {} failed", resource.getClass().getSimpleName(), e);
    }
  }
}
