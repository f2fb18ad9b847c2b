package dev.forebay.jobs.lane;

/**
 * How many jobs are claimed beyond the workers: as many as were lately done within a turn. So
 * workers that are done with theirs while the next turn commits have more to do, and a turn's
 * commit is shared by more jobs than there are workers. None is claimed ahead of slow ones, since
 * another node could do it at once.
 */
final class Advance {
  private final int most;
  private int done;
  private int size;

  Advance(int most) {
    this.most = most;
  }

  int size() {
    return size;
  }

  /** A job was done quickly. */
  void done() {
    done++;
  }

  /** A turn begins. */
  void turn() {
    size = Math.min(most, Math.max(done, size / 2));
    done = 0;
  }

  /** Too much was claimed. */
  void reset() {
    done = 0;
    size = 0;
  }
}
