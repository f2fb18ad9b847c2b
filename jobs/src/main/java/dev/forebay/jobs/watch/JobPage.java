package dev.forebay.jobs.watch;

import dev.forebay.jobs.table.ListPlace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of jobs, those first that are due or have ended last.
 *
 * @param next after which place the next page begins; null where this is the last one
 */
public record JobPage(List<JobView> jobs, @Nullable ListPlace next) {
  /** Copies the list. */
  public JobPage {
    jobs = List.copyOf(jobs);
  }
}
