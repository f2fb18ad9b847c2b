package dev.forebay.e2e;

import dev.forebay.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A client of one of {@link SteppedNodes}, which can hold the node at its steps. */
final class SteppedNode extends RecordedClient {
  private final Path steps;

  /** A client of a node that obeys files in this folder. */
  SteppedNode(RunningForebay node, Path steps, History history, Counts counts) {
    super(node, history, counts);
    this.steps = steps;
  }

  /** The next that comes to this step waits there. */
  Hold hold(String step) {
    return new Hold(steps, step);
  }

  /** Whether it has come to this step since the last {@link SteppedNodes#begin}. */
  boolean hasPassed(String step) {
    return Files.exists(passed(step));
  }

  /** Whether it comes to this step from now on. */
  void forgetPassing(String step) {
    delete(passed(step));
  }

  private Path passed(String step) {
    return steps.resolve("passed_" + Failpoints.file(step));
  }

  /** From now on this step is left out. */
  void leaveOut(String step) {
    create(leftOut(step));
  }

  /** From now on this step is taken. */
  void take(String step) {
    delete(leftOut(step));
  }

  boolean leavesOut(String step) {
    return Files.exists(leftOut(step));
  }

  private Path leftOut(String step) {
    return steps.resolve("skip_" + Failpoints.file(step));
  }

  /** From now on it makes this mistake, in so far as that is in a class. */
  void plant(PlantedRace race) {
    create(planted(race));
  }

  /** From now on it does not. */
  void uproot(PlantedRace race) {
    delete(planted(race));
  }

  private Path planted(PlantedRace race) {
    return steps.resolve("planted_" + race);
  }

  /** What the first read stores, the second one finds: they go over the same connection. */
  void readTwice(String filter) {
    read(filter);
    read(filter);
  }

  /** Reads until it is a hit. */
  void hit(String filter) {
    Eventually.until(filter + " is a hit", () -> read(filter));
  }

  /** One passage of a step that is held, and the work that it is a part of, if that is known. */
  static final class Hold {
    private final Path wanted;
    private final Path held;
    private Future<?> work = CompletableFuture.completedFuture(null);

    private Hold(Path folder, String step) {
      this.wanted = folder.resolve("hold_" + Failpoints.file(step));
      this.held = folder.resolve("held_" + Failpoints.file(step));
      create(wanted);
    }

    /** Begins work that comes to the step. */
    Hold during(Runnable begun) {
      work = SteppedNodes.aside(begun);
      return this;
    }

    /** Returns once somebody waits there. */
    Hold await() {
      Eventually.until("somebody is " + held.getFileName(), this::isReached);
      return this;
    }

    /** Returns once somebody waits there, or the work has ended without coming there. */
    void awaitOrEnd() {
      Eventually.until("somebody is " + held.getFileName(), () -> isReached() || work.isDone());
    }

    /** Lets it go on, and returns once the next one waits there. */
    Hold next() {
      create(wanted);
      delete(held);
      return await();
    }

    private boolean isReached() {
      return Files.exists(held);
    }

    /** Lets it go on, and waits for the end of the work. */
    void release() {
      letGo();
      SteppedNodes.await(work);
    }

    /** Lets it go on. */
    void letGo() {
      delete(wanted);
      delete(held);
    }
  }

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
