package dev.forebay.storage.load;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.mysql.Session;
import dev.forebay.storage.files.ObjectStore;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Loads CSV objects into tables: all rows of a file or none, and once per version of the object,
 * however often it is asked to.
 *
 * <p>A row in {@code forebay_loads}, written in the transaction of the rows, tells that a version
 * was loaded into a table. The file is read as a stream; its size is limited by how long one
 * transaction may be. The form of the file is {@link CsvRows}'.
 */
public final class BulkLoad {
  private static final String INSERT =
      "INSERT INTO forebay_loads (version, table_name, loaded_at) VALUES (?, ?, ?)";

  private final ObjectStore objects;
  private final RowSink sink;
  private final InstantSource clock;

  /** Loads objects by way of this sink. */
  public BulkLoad(ObjectStore objects, RowSink sink, InstantSource clock) {
    this.objects = objects;
    this.sink = sink;
    this.clock = clock;
  }

  /**
   * Loads one version of an object into a table.
   *
   * <p>FB606 where the file cannot be loaded, with the line and the reason: trying again is of no
   * use. Other errors, FB4xx, FB5xx and FB605, are of the moment.
   *
   * @param read is told again and again how many bytes are read
   */
  public LoadOutcome run(
      String bucket, String key, String version, String table, LongConsumer read) {
    InputStream bytes;
    try {
      bytes = new CountedBytes(objects.open(bucket, key, version), read);
    } catch (ForebayException e) {
      if (e.code() == ErrorCode.NO_SUCH_OBJECT) {
        return new LoadOutcome.Superseded();
      }
      throw e;
    }
    try (CsvRows rows = CsvRows.open(bytes)) {
      return new LoadOutcome.Loaded(load(rows, version, table));
    } catch (AlreadyLoadedException e) {
      return new LoadOutcome.AlreadyLoaded();
    }
  }

  private long load(CsvRows rows, String version, String table) {
    try {
      return sink.load(table, rows.header(), rows, tx -> mark(tx, version, table));
    } catch (ForebayException e) {
      throw isOfTheFile(e) ? rows.refused(e) : e;
    }
  }

  private void mark(Session tx, String version, String table) {
    try {
      tx.update(INSERT, List.of(version, table, clock.instant()));
    } catch (ForebayException e) {
      throw e.code() == ErrorCode.UNIQUE_VIOLATION ? new AlreadyLoadedException(e) : e;
    }
  }

  /** A table, column, value or key that is wrong now is wrong the next time too. */
  private static boolean isOfTheFile(ForebayException e) {
    return switch (e.code()) {
      case LOCK_CONFLICT, LOAD_REJECTED -> false;
      default -> e.code().httpStatus() < 500;
    };
  }

  /** Ends the transaction of a load that was done before. */
  private static final class AlreadyLoadedException extends RuntimeException {
    AlreadyLoadedException(Throwable cause) {
      super(cause);
    }
  }
}
