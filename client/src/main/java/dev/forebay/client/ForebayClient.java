package dev.forebay.client;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.Context;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running Forebay, as its HTTP interfaces show it: {@link #table} reads and writes rows, {@link
 * #object} reads and writes files. For example:
 *
 * <pre>{@code
 * ForebayClient forebay = ForebayClient.from(context);
 * Rows rows = forebay.table("invoices").eq("id", 1).get();
 * }</pre>
 *
 * <p>A request has ten seconds. Requests that are safe to send again are, a few times, while
 * Forebay answers 503. Every error is a {@link ForebayClientException}. Immutable, and cheap to
 * make: all clients share their connections.
 */
public final class ForebayClient {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final TableApi tables;
  private final @Nullable ObjectApi objects;

  private ForebayClient(TableApi tables, @Nullable ObjectApi objects) {
    this.tables = tables;
    this.objects = objects;
  }

  /** The Forebay that runs this function, with the secret key. */
  public static ForebayClient from(Context context) {
    return from(environment(context));
  }

  /**
   * The Forebay that an environment names: {@code FOREBAY_URL}, {@code FOREBAY_SECRET_KEY}, and for
   * files {@code FOREBAY_S3_URL}, {@code FOREBAY_S3_ACCESS_KEY_ID}, {@code
   * FOREBAY_S3_SECRET_ACCESS_KEY} and {@code FOREBAY_S3_REGION}.
   */
  public static ForebayClient from(Map<String, String> environment) {
    Transport transport = new Transport(DEADLINE, Thread::sleep);
    TableApi tables =
        new TableApi(
            transport,
            URI.create(required(environment, "FOREBAY_URL")),
            required(environment, "FOREBAY_SECRET_KEY"));
    return new ForebayClient(tables, objects(transport, environment));
  }

  /**
   * The Forebay at a URL, its tables only.
   *
   * @param url for example {@code http://127.0.0.1:8080}
   * @param key the secret or the publishable key
   */
  public static ForebayClient connect(String url, String key) {
    return from(Map.of("FOREBAY_URL", url, "FOREBAY_SECRET_KEY", key));
  }

  /** What Forebay and {@code environment:} of forebay.yaml tell a function, by name. */
  public static Map<String, String> environment(Context context) {
    ClientContext client = context.getClientContext();
    return client == null ? Map.of() : client.getEnvironment();
  }

  /** A table or view; nothing is sent yet. */
  public TableQuery table(String name) {
    return new TableQuery(tables, name);
  }

  /** An object of a bucket; nothing is sent yet. */
  public BucketObject object(String bucket, String key) {
    if (objects == null) {
      throw new IllegalStateException("FOREBAY_S3_URL is not set: there is no object store");
    }
    return new BucketObject(objects, bucket, key);
  }

  private static @Nullable ObjectApi objects(Transport transport, Map<String, String> environment) {
    String url = environment.get("FOREBAY_S3_URL");
    if (url == null) {
      return null;
    }
    S3Signer signer =
        new S3Signer(
            required(environment, "FOREBAY_S3_ACCESS_KEY_ID"),
            required(environment, "FOREBAY_S3_SECRET_ACCESS_KEY"),
            required(environment, "FOREBAY_S3_REGION"));
    return new ObjectApi(transport, URI.create(url), signer);
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }
}
