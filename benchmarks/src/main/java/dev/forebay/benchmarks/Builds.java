package dev.forebay.benchmarks;

import dev.forebay.benchmarks.Contest.Entrant;
import dev.forebay.benchmarks.Contest.Load;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Forebay as it is built here and, where one is named, as another checkout has built it: each runs
 * the same application on engines and a data folder of its own.
 */
record Builds(ForebayProcess now, @Nullable ForebayProcess before) implements AutoCloseable {
  /**
   * With another checkout, or null. Of two builds each begins with an empty data folder: the age of
   * a folder alone makes three per cent.
   */
  static Builds start(Path home, @Nullable Path other, String data) throws IOException {
    Path application = home.resolve("benchmarks/app");
    Path folder = home.resolve("benchmarks/target/data");
    if (other == null) {
      return new Builds(ForebayProcess.start(home, application, folder.resolve(data)), null);
    }
    Path now = folder.resolve(data + "-now");
    Path before = folder.resolve(data + "-before");
    ForebayProcess.forget(now);
    ForebayProcess.forget(before);
    return new Builds(
        ForebayProcess.start(home, application, now),
        ForebayProcess.start(other, application, before));
  }

  /** Each under the same load, after others. */
  List<Entrant> under(Function<ForebayProcess, Load> load, Entrant... others) {
    List<Entrant> entrants = new ArrayList<>(List.of(others));
    entrants.add(new Entrant("forebay", load.apply(now), now::cpu));
    if (before != null) {
      entrants.add(new Entrant(Contest.BEFORE, load.apply(before), before::cpu));
    }
    return entrants;
  }

  @Override
  public void close() throws InterruptedException {
    now.close();
    if (before != null) {
      before.close();
    }
  }
}
