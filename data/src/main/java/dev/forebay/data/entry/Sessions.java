package dev.forebay.data.entry;

import dev.forebay.mysql.Session;
import dev.forebay.mysql.Work;

/**
 * Where statements run that read: {@code database::read} takes a connection for each when it comes
 * to it, so that none is taken where the cache has everything.
 */
@FunctionalInterface
public interface Sessions {
  /** Runs work on a session. */
  <T> T read(Work<T> work);

  /** One that is open, and sees what it has written. */
  static Sessions of(Session open) {
    return new Sessions() {
      @Override
      public <T> T read(Work<T> work) {
        return work.run(open);
      }
    };
  }
}
