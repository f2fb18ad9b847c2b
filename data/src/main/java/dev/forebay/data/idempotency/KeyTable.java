package dev.forebay.data.idempotency;

import dev.forebay.http.Response;
import dev.forebay.mysql.Session;
import java.util.List;
import java.util.Optional;

/** The table of keys. Between a claim and its commit the row is locked, and has no status. */
final class KeyTable {
  /**
   * Takes an exclusive lock, whether the row is there or not: a plain INSERT that fails would leave
   * a shared one, and two that wait for the same key a deadlock.
   */
  private static final String CLAIM =
      """
      INSERT INTO forebay_idempotency_keys (id, request, expires_at)
      VALUES (?, ?, UTC_TIMESTAMP() + INTERVAL 1 DAY)
      ON DUPLICATE KEY UPDATE id = id
      """;

  private static final String FORGET =
      "DELETE FROM forebay_idempotency_keys WHERE id = ? AND expires_at < UTC_TIMESTAMP()";
  private static final String READ =
      """
      SELECT request, status, headers, body FROM forebay_idempotency_keys
      WHERE id = ? AND status IS NOT NULL FOR UPDATE
      """;
  private static final String STORE =
      "UPDATE forebay_idempotency_keys SET status = ?, headers = ?, body = ? WHERE id = ?";

  private KeyTable() {}

  /** The answer that is kept under the key; where there is none, the key is this transaction's. */
  static Optional<StoredAnswer> claim(Session session, byte[] id, byte[] request) {
    session.update(FORGET, List.of(id));
    session.update(CLAIM, List.of(id, request));
    return session.queryOne(READ, List.of(id), StoredAnswer::read);
  }

  static void store(Session session, byte[] id, Response answer) {
    session.update(
        STORE,
        List.of(
            (long) answer.status(), StoredAnswer.headers(answer), StoredAnswer.body(answer), id));
  }
}
