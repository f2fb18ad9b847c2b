package dev.forebay.redis;

/**
 * Is told of changes of keys that were read with tracking. On the thread that reads the socket, and
 * in its order: what a read was answered before a change has been handed out before this is called.
 * Must not block or throw.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/client-side-caching/">Client-side
 *     caching</a>
 */
public interface Invalidations {
  /** The key has changed, or is gone. It is not told again before it is read again. */
  void invalidated(byte[] key);

  /** Every key may have changed. */
  void allInvalidated();
}
