package dev.forebay.mysql.tailer;

import dev.forebay.mysql.binlog.BinlogPosition;
import dev.forebay.mysql.tailer.TailerTable.Beat;
import dev.forebay.mysql.tailer.TailerTable.Seen;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far one holder's work has come: what was sent, told and is done with. Any thread. */
final class Progress {
  private final InstantSource clock;
  private final long serverId;
  private final TreeMap<Long, Instant> underWay = new TreeMap<>();
  private BinlogPosition told;
  private BinlogPosition done;
  private @Nullable String toldUpTo;
  private @Nullable String doneUpTo;
  private long beats;
  private Instant lastMove;

  /** Whether a position was lost and it is not done with: whoever takes over must be told, too. */
  private boolean losing;

  Progress(InstantSource clock, long serverId, BinlogPosition from, boolean losing) {
    this.clock = clock;
    this.serverId = serverId;
    this.told = from;
    this.done = from;
    this.losing = losing;
    this.lastMove = clock.instant();
  }

  /** The next heartbeat. Its instant is taken before it is written. */
  synchronized Beat nextBeat() {
    underWay.put(++beats, clock.instant());
    return new Beat(beats, doneUpTo, stored(), serverId);
  }

  /** A heartbeat has come: when it was sent. */
  synchronized Optional<Instant> seen(Seen beat) {
    toldUpTo = beat.writtenAt();
    Optional<Instant> sent = Optional.ofNullable(underWay.get(beat.number()));
    underWay.headMap(beat.number(), true).clear();
    return sent;
  }

  synchronized void told(BinlogPosition position) {
    told = position;
  }

  /** Everything that was told is done with. */
  synchronized void processed() {
    done = told;
    losing = false;
    doneUpTo = toldUpTo;
    moved();
  }

  /** The consumer shows that it is alive. */
  synchronized void moved() {
    lastMove = clock.instant();
  }

  synchronized Instant lastMove() {
    return lastMove;
  }

  /** The position as it may be stored. */
  synchronized @Nullable String stored() {
    return losing ? null : done.text();
  }

  /** Where to begin again: events that were told but are not done with are told again. */
  synchronized BinlogPosition done() {
    return done;
  }
}
