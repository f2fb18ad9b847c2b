package dev.forebay.data.read;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.sql.Renderer;
import dev.forebay.mysql.Database;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Reads large answers: memory holds about 1,000 rows of each, and what they embed.
 *
 * <p>Such a read keeps its connection until the client has taken all of it, and what its rows embed
 * is read on a second one. At most half of the pool's connections are given to large answers, so
 * that there is always another for the second and for everybody else.
 */
final class Streams {
  /** How many rows an answer may have to be read at once. */
  static final int AT_ONCE = 1000;

  private static final int PART_BYTES = 1 << 20;

  private final Database database;
  private final Renderer renderer;
  private final int mostEmbedded;
  private final Semaphore places;

  Streams(Database database, Renderer renderer, int mostEmbedded) {
    this.database = database;
    this.renderer = renderer;
    this.mostEmbedded = mostEmbedded;
    this.places = new Semaphore(database.poolSize() / 2);
  }

  /** The rows of a statement, read once they are asked for. FB109 where there is no place. */
  RowStream of(Level level, String sql, List<Object> parameters) {
    return part -> {
      if (!places.tryAcquire()) {
        throw new ForebayException(
            ErrorCode.OVERLOADED,
            "Too many answers of more than %d rows are being sent".formatted(AT_ONCE),
            "Try again in a second, or ask for fewer rows");
      }
      try {
        database.read(
            session -> {
              Reading reading = new Reading(level, part);
              session.forEach(sql, parameters, reading::add);
              reading.flush();
              return true;
            });
      } finally {
        places.release();
      }
    };
  }

  /** One answer that is read. */
  private final class Reading {
    private final Level level;
    private final Consumer<JsonRows> taker;
    private Batch batch;

    Reading(Level level, Consumer<JsonRows> taker) {
      this.level = level;
      this.taker = taker;
      this.batch = new Batch(level);
    }

    void add(dev.forebay.mysql.Session.Row row) {
      batch.add(row);
      if (batch.rows().count() == AT_ONCE || batch.rows().size() > PART_BYTES) {
        flush();
      }
    }

    void flush() {
      if (batch.rows().count() == 0) {
        return;
      }
      JsonBuffer out = new JsonBuffer(batch.rows().size() + AT_ONCE);
      if (level.embeds().isEmpty()) {
        Embeds.writeClosed(batch, out);
      } else {
        new Embeds(database::read, renderer, null, mostEmbedded).write(batch, out);
      }
      taker.accept(new JsonRows(out.toByteArray(), 0, batch.rows().count()));
      batch = new Batch(level);
    }
  }
}
