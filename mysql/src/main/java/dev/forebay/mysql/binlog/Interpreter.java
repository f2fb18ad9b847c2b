package dev.forebay.mysql.binlog;

import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.binlog.BinlogEvent.RowsChanged;
import dev.forebay.mysql.binlog.BinlogEvent.TablesChanged;
import dev.forebay.mysql.schema.Table;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads meaning into the raw events of one connection. What it does not understand it takes for a
 * change of anything: a change that goes unseen would leave an old value in the cache for good.
 *
 * <p>Used by one thread.
 */
final class Interpreter {
  private static final Logger LOG = LoggerFactory.getLogger(Interpreter.class);
  private static final int STANDALONE = 1;
  private static final int PREPARED_XA = 64;
  private static final int GTID_FLAGS_OFFSET = 12;

  private final BinlogScope scope;
  private final LogPlace place;
  private final Map<Long, Subject> subjects = new HashMap<>();

  /** Whether row events belong to a transaction that only a later XA COMMIT makes visible. */
  private boolean prepared;

  /** MariaDB's name of the transaction that the events are of; null between two, and on MySQL. */
  private @Nullable String transaction;

  /** Whether the next QUERY is a transaction by itself. */
  private boolean standalone = true;

  /** What the next row events are of: nothing where nobody asks for the table. */
  private record Subject(TableMap map, Optional<RowReader> reader, boolean asked) {}

  Interpreter(BinlogScope scope, BinlogPosition from) {
    this.scope = scope;
    this.place = LogPlace.at(from);
  }

  /** What the event means, in order; mostly one thing or nothing. */
  List<BinlogEvent> read(RawEvent event) {
    try {
      place.see(event);
      return meaning(Inflation.of(event));
    } catch (IndexOutOfBoundsException
        | ArithmeticException
        | DateTimeException
        | DataFormatException e) {
      LOG.error("An event of type {} cannot be read, and counts as a change", event.type(), e);
      return List.of(changed("an event that cannot be read"));
    }
  }

  private List<BinlogEvent> meaning(RawEvent event) {
    return switch (event.type()) {
      case RawEvent.MARIADB_GTID -> begin(event);
      case RawEvent.GTID, RawEvent.ANONYMOUS_GTID, RawEvent.GTID_TAGGED -> {
        standalone = true;
        yield List.of();
      }
      case RawEvent.TABLE_MAP -> {
        TableMap map = TableMap.read(event);
        subjects.put(map.id(), subject(map));
        yield List.of();
      }
      case RawEvent.WRITE_ROWS_V1,
          RawEvent.UPDATE_ROWS_V1,
          RawEvent.DELETE_ROWS_V1,
          RawEvent.WRITE_ROWS,
          RawEvent.UPDATE_ROWS,
          RawEvent.DELETE_ROWS,
          RawEvent.PARTIAL_UPDATE_ROWS ->
          rows(event).stream().toList();
      case RawEvent.QUERY -> query(event);
      case RawEvent.XID -> end(event);
      case RawEvent.XA_PREPARE -> endXa(event);
      case RawEvent.ROTATE,
          RawEvent.STOP,
          RawEvent.INTVAR,
          RawEvent.RAND,
          RawEvent.USER_VAR,
          RawEvent.FORMAT_DESCRIPTION,
          RawEvent.HEARTBEAT,
          RawEvent.HEARTBEAT_V2,
          RawEvent.IGNORABLE,
          RawEvent.ROWS_QUERY,
          RawEvent.PREVIOUS_GTIDS,
          RawEvent.TRANSACTION_CONTEXT,
          RawEvent.VIEW_CHANGE,
          RawEvent.ANNOTATE_ROWS,
          RawEvent.BINLOG_CHECKPOINT,
          RawEvent.MARIADB_GTID_LIST,
          RawEvent.START_ENCRYPTION ->
          List.of();
      default ->
          event.ignorable()
              ? List.of()
              : List.of(changed("an event of the unknown type " + event.type()));
    };
  }

  /** MariaDB has no BEGIN: its GTID event says what follows. */
  private List<BinlogEvent> begin(RawEvent gtid) {
    int flags = gtid.body()[GTID_FLAGS_OFFSET];
    transaction = LogPlace.mariaDbGtid(gtid);
    standalone = (flags & STANDALONE) != 0;
    prepared = (flags & PREPARED_XA) != 0;
    return List.of();
  }

  private List<BinlogEvent> end(RawEvent event) {
    prepared = false;
    standalone = true;
    transaction = null;
    subjects.clear();
    return List.of(new BinlogEvent.Committed(place.behind(event)));
  }

  /** The changes are visible now only where the XA transaction was committed in one phase. */
  private List<BinlogEvent> endXa(RawEvent event) {
    boolean onePhase = event.body()[0] != 0;
    return onePhase ? List.of(changed("XA COMMIT ONE PHASE"), end(event).getFirst()) : end(event);
  }

  private List<BinlogEvent> query(RawEvent event) {
    LoggedStatement statement = LoggedStatement.read(event);
    return switch (statement.meaning(scope.database())) {
      case BEGIN -> {
        standalone = false;
        yield List.of();
      }
      case XA_START -> {
        standalone = false;
        prepared = true;
        yield List.of();
      }
      case END -> end(event);
      case NOTHING -> standalone ? end(event) : List.of();
      case DEFINITION -> {
        scope.settle();
        yield standalone ? end(event) : List.of();
      }
      case CHANGE -> {
        TablesChanged changed = changed(statement.what());
        yield standalone ? List.of(changed, end(event).getFirst()) : List.of(changed);
      }
    };
  }

  private Optional<BinlogEvent> rows(RawEvent event) {
    Bytes at = event.bytes();
    RowsHeader header = RowsHeader.read(event, at);
    if (!header.hasTable() || prepared) {
      return Optional.empty();
    }
    Subject subject = subjects.get(header.tableId());
    if (subject == null) {
      return Optional.of(changed("rows of a table without a name"));
    }
    return subject.asked() ? Optional.of(rows(event, header, at, subject)) : Optional.empty();
  }

  private BinlogEvent rows(RawEvent event, RowsHeader header, Bytes at, Subject subject) {
    boolean whole = event.type() != RawEvent.PARTIAL_UPDATE_ROWS;
    Optional<RowReader> reader = subject.reader().filter(r -> whole);
    Optional<List<Row>> rows = reader.flatMap(r -> r.read(header, at));
    return rows.isPresent()
        ? new RowsChanged(reader.orElseThrow().table(), header.kind(), rows.get(), transaction)
        : changed("rows of " + subject.map().table() + " that are not whole");
  }

  /** Waits until all can be read that the log has told, which for these is not known otherwise. */
  private TablesChanged changed(String what) {
    scope.settle();
    return new TablesChanged(what);
  }

  private Subject subject(TableMap map) {
    if (!map.database().equalsIgnoreCase(scope.database())) {
      return new Subject(map, Optional.empty(), false);
    }
    Optional<Table> table = scope.table(map.table());
    return table
        .map(found -> subject(map, found))
        .orElseGet(() -> new Subject(map, Optional.empty(), false));
  }

  private Subject subject(TableMap map, Table table) {
    var columns = scope.columns(table);
    return new Subject(map, RowReader.of(table, map, columns), !columns.isEmpty());
  }
}
