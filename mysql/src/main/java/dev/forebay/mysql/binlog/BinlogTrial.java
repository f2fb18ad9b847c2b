package dev.forebay.mysql.binlog;

import dev.forebay.base.ForebayException;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.binlog.BinlogSupport.Obstacle;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A short attempt to read the binlog, which shows whether the account may. */
final class BinlogTrial {
  private static final Logger LOG = LoggerFactory.getLogger(BinlogTrial.class);

  private BinlogTrial() {}

  /** What stood in the way; empty where the log could be read. */
  static Optional<Obstacle> run(DatabaseSettings settings, Supplier<BinlogPosition> position) {
    try {
      EventConnection.toTheEnd(settings, position.get()).run();
      return Optional.empty();
    } catch (ForebayException e) {
      LOG.warn("A connection that reads the binlog was tried in vain", e);
      return Optional.of(new Obstacle(e.getMessage(), String.valueOf(e.hint())));
    } catch (PositionLostException e) {
      // It was let in, and the log was purged just then.
      return Optional.empty();
    }
  }
}
