package dev.forebay.jobs.lane;

import dev.forebay.jobs.table.Course;
import dev.forebay.jobs.table.JobTable.Taken;
import dev.forebay.mysql.Session;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is stored of an attempt that has ended; nothing where another node has taken the job. */
sealed interface End {
  /** The job as it was claimed. */
  Taken taken();

  /**
   * The job is done. All of a turn are stored together.
   *
   * @param course what is to be seen of it afterwards; null where it was quick and told nothing
   */
  record Finished(Taken taken, @Nullable Course course) implements End {}

  /**
   * The job is tried again or given up.
   *
   * @param store may be run again where it is not known whether it was
   */
  record Unfinished(Taken taken, Consumer<Session> store) implements End {}
}
