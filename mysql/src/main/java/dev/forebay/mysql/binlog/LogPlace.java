package dev.forebay.mysql.binlog;

import com.github.shyiko.mysql.binlog.GtidSet;
import com.github.shyiko.mysql.binlog.MariadbGtidSet;
import java.util.UUID;

/** Counts along with the log, so that the place behind each transaction is known. One thread. */
sealed interface LogPlace {
  /** Counts along from a position. */
  static LogPlace at(BinlogPosition position) {
    return switch (position) {
      case BinlogPosition.InFile file -> new ByFile(file);
      case BinlogPosition.Gtids gtids -> new ByGtid(gtids);
    };
  }

  /** Takes note of what the event says of places. */
  void see(RawEvent event);

  /** The position, where this event is the last one of a transaction. */
  BinlogPosition behind(RawEvent last);

  /** The transaction's name in a GTID event of MariaDB: {@code 0-1-24}. */
  static String mariaDbGtid(RawEvent event) {
    Bytes at = event.bytes();
    long sequence = at.little(8);
    return at.little(4) + "-" + event.serverId() + "-" + sequence;
  }

  /** By the server's files. */
  final class ByFile implements LogPlace {
    private BinlogPosition.InFile place;

    private ByFile(BinlogPosition.InFile place) {
      this.place = place;
    }

    @Override
    public void see(RawEvent event) {
      if (event.type() == RawEvent.ROTATE) {
        Bytes at = event.bytes();
        long offset = at.little(8);
        place = new BinlogPosition.InFile(at.rest(), offset);
      }
    }

    @Override
    public BinlogPosition behind(RawEvent last) {
      if (last.nextPosition() > 0) {
        place = new BinlogPosition.InFile(place.name(), last.nextPosition());
      }
      return place;
    }
  }

  /** By the numbers of transactions. */
  final class ByGtid implements LogPlace {
    private final GtidSet done;
    private String current = "";

    private ByGtid(BinlogPosition.Gtids from) {
      this.done = from.isOfMySql() ? new GtidSet(from.set()) : new MariadbGtidSet(from.set());
    }

    @Override
    public void see(RawEvent event) {
      if (event.type() == RawEvent.MARIADB_GTID) {
        current = mariaDbGtid(event);
      } else if (event.type() == RawEvent.GTID) {
        Bytes at = event.bytes();
        at.skip(1);
        UUID source = new UUID(at.big(8), at.big(8));
        current = source + ":" + at.little(8);
      }
    }

    @Override
    public BinlogPosition behind(RawEvent last) {
      if (!current.isEmpty()) {
        done.add(current);
        current = "";
      }
      return new BinlogPosition.Gtids(done.toString());
    }
  }
}
