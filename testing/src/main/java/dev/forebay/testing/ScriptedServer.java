package dev.forebay.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * An HTTP server on a free local port that answers as a test's script says, and remembers what it
 * was asked. It stands in for Forebay where only the client's side is tested.
 */
public final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  private ScriptedServer(HttpServer server) {
    this.server = server;
  }

  /** Starts a server that gives each request to the script. */
  public static ScriptedServer start(Function<Asked, Answer> script) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var started = new ScriptedServer(HttpServer.create(address, 0));
      started.server.createContext("/", exchange -> started.handle(exchange, script));
      started.server.setExecutor(started.threads);
      started.server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens: {@code http://127.0.0.1:port}. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All requests so far, in order. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange, Function<Asked, Answer> script) throws IOException {
    try (exchange) {
      Asked request = Asked.of(exchange);
      asked.add(request);
      Answer answer = script.apply(request);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /**
   * A request that came.
   *
   * @param method GET and so on
   * @param target path and query, decoded
   * @param headers the first value of each, by its name in lower case
   * @param body as text, one character a byte
   */
  public record Asked(String method, String target, Map<String, String> headers, String body) {
    private static Asked of(HttpExchange exchange) throws IOException {
      Map<String, String> headers = new LinkedHashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(lowerCase(name), values.getFirst()));
      byte[] body = exchange.getRequestBody().readAllBytes();
      String query = exchange.getRequestURI().getQuery();
      return new Asked(
          exchange.getRequestMethod(),
          exchange.getRequestURI().getPath() + (query == null ? "" : "?" + query),
          headers,
          new String(body, StandardCharsets.ISO_8859_1));
    }

    /** Method and target, as in {@code GET /rest/v1/invoices?id=eq.1}. */
    public String line() {
      return method + " " + target;
    }
  }

  /**
   * What to answer.
   *
   * @param status the HTTP status
   * @param headers in any order
   * @param body as text, sent in UTF-8
   */
  public record Answer(int status, Map<String, String> headers, String body) {
    /** An answer without headers of its own. */
    public static Answer of(int status, String body) {
      return new Answer(status, Map.of(), body);
    }
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
