package dev.forebay.data.idempotency;

import dev.forebay.auth.Principal;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.jobs.recurring.Sweep;
import dev.forebay.mysql.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes a write happen once, however often it is sent with the same {@code Idempotency-Key}.
 *
 * <p>The key is stored by the first statement of the write's own transaction, and the answer by its
 * last one: there is an answer exactly where there is the write. A second request with the key
 * waits for the first one's row lock, and then either finds the answer, or that nothing was done,
 * and does it. A write that fails keeps no key. Any thread.
 */
public final class IdempotencyKeys {
  private static final String HEADER = "idempotency-key";
  private static final int LONGEST = 255;

  private IdempotencyKeys() {}

  /** Forgets what has expired; an hour late, as the clocks of node and database may differ. */
  public static Sweep sweep() {
    return new Sweep(
        "idempotency-keys",
        new Sweep.Rows(
            "forebay_idempotency_keys",
            "id",
            row -> row.bytes(1),
            "expires_at",
            "forebay_idempotency_keys_expires_at"),
        Duration.ofHours(1));
  }

  /** Whether the request has a key. */
  public static boolean isGiven(Request request) {
    return request.header(HEADER).isPresent();
  }

  /**
   * What the write answers; or, where the request names a key under which it was done already, what
   * it answered then. FB247 where that was another request.
   *
   * @param session the transaction that the write runs in
   */
  public static Response once(
      Session session, Principal who, Request request, Supplier<Response> write) {
    Optional<String> key = request.header(HEADER);
    if (key.isEmpty()) {
      return write.get();
    }
    byte[] id = Fingerprint.of(who.role().name(), checked(key.get()));
    byte[] fingerprint = Fingerprint.of(request);
    Optional<StoredAnswer> stored = KeyTable.claim(session, id, fingerprint);
    if (stored.isPresent()) {
      return replayed(stored.get(), fingerprint);
    }
    Response answer = write.get();
    KeyTable.store(session, id, answer);
    return answer;
  }

  private static String checked(String key) {
    if (key.isEmpty() || key.length() > LONGEST) {
      throw new ForebayException(
          ErrorCode.MALFORMED_REQUEST,
          "The Idempotency-Key must have 1 to %d characters".formatted(LONGEST),
          "Send a new UUID for every write, and the same one to send it again");
    }
    return key;
  }

  private static Response replayed(StoredAnswer stored, byte[] request) {
    if (!stored.isOf(request)) {
      throw new ForebayException(
          ErrorCode.IDEMPOTENCY_MISMATCH,
          "The Idempotency-Key was used with another request",
          "Use a new key for a new request");
    }
    return stored.response().with("Idempotency-Replayed", "true");
  }
}
