package dev.forebay.storage.s3;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.BindException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The S3 endpoint's listener: Jetty, a virtual thread per request. */
public final class S3Listener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(S3Listener.class);
  private static final Duration SHUTDOWN_IDLE = Duration.ofMillis(100);
  // A key of 1,024 bytes is up to 3 KiB in a URL, and a presigned query or metadata come on top.
  private static final int LARGEST_HEAD = 32 << 10;
  private static final int SELECTOR_THREADS = 16;

  private final Server server;
  private final ServerConnector connector;
  private final ExecutorService requests;

  private S3Listener(Server server, ServerConnector connector, ExecutorService requests) {
    this.server = server;
    this.connector = connector;
    this.requests = requests;
  }

  /** Listens; FB802 where the port is taken. */
  public static S3Listener start(
      S3Endpoint endpoint, BlobStore store, InstantSource clock, MeterRegistry meters) {
    ExecutorService requests =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("s3-", 0).factory());
    QueuedThreadPool selectors = new QueuedThreadPool(SELECTOR_THREADS, 2);
    selectors.setName("s3");
    selectors.setVirtualThreadsExecutor(requests);
    Server server = new Server(selectors);
    ServerConnector connector = connector(server, endpoint);
    ListenerLimits limits = endpoint.limits();
    HeadDeadline deadline =
        new HeadDeadline(
            new MeasuredHandler(context(endpoint, store, clock), meters), limits.headTimeout());
    connector.addBean(deadline, false); // A listener of the connections; the server starts it.
    server.addBean(new NetworkConnectionLimit(limits.maxConnections(), connector));
    server.setHandler(new GracefulHandler(deadline));
    server.setErrorHandler(new S3ErrorPages());
    server.setStopTimeout(limits.drainTimeout().toMillis());
    S3Listener listener = new S3Listener(server, connector, requests);
    listener.start(endpoint);
    return listener;
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Takes no more requests, lets the running ones end in time, then closes every connection. */
  @Override
  public void close() {
    stop();
    requests.close();
  }

  private void start(S3Endpoint endpoint) {
    try {
      server.start();
    } catch (Exception e) {
      stop();
      requests.close();
      throw failure(endpoint, e);
    }
  }

  private void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("The S3 listener did not stop cleanly", e);
    }
  }

  private static ForebayException failure(S3Endpoint endpoint, Exception e) {
    String place = endpoint.host() + ":" + endpoint.port();
    if (e.getCause() instanceof BindException || e instanceof BindException) {
      return new ForebayException(
          ErrorCode.PORT_IN_USE,
          "The S3 endpoint cannot listen on " + place + ".",
          null,
          "Another program has the port: stop it, or choose another with --s3-port.",
          e);
    }
    return new ForebayException(
        ErrorCode.INTERNAL, "The S3 endpoint does not start on " + place + ".", e);
  }

  private static ServerConnector connector(Server server, S3Endpoint endpoint) {
    HttpConfiguration http = new HttpConfiguration();
    // Keys may hold what a strict reading of URIs refuses, such as %2F; they are checked as keys.
    http.setHttpCompliance(HttpCompliance.LEGACY);
    http.setUriCompliance(UriCompliance.LEGACY);
    // Otherwise a cached spelling of a header's value takes the place of the one that was signed.
    http.setHeaderCacheCaseSensitive(true);
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(LARGEST_HEAD);
    // Otherwise a body that calls itself a form is swallowed where parameters are asked for.
    http.setFormEncodedMethods();
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(endpoint.host());
    connector.setPort(endpoint.port());
    connector.setIdleTimeout(endpoint.limits().idleTimeout().toMillis());
    // At a stop, only connections that are idle are left when the requests have ended.
    connector.setShutdownIdleTimeout(SHUTDOWN_IDLE.toMillis());
    server.addConnector(connector);
    return connector;
  }

  private static ServletContextHandler context(
      S3Endpoint endpoint, BlobStore store, InstantSource clock) {
    S3Servlet servlet =
        new S3Servlet(
            new Authentication(endpoint.credentials(), clock), new S3Operations(store, endpoint));
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/*");
    return context;
  }
}
