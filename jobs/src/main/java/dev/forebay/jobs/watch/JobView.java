package dev.forebay.jobs.watch;

import dev.forebay.jobs.kind.JobProgress;
import dev.forebay.jobs.table.Course;
import dev.forebay.jobs.table.EventKey;
import dev.forebay.jobs.table.JobRows.Ending;
import dev.forebay.jobs.table.JobRows.Known;
import dev.forebay.jobs.table.JobRows.Live;
import dev.forebay.jobs.table.JobState;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is shown: all but its payload.
 *
 * @param key what its id is made of
 * @param kind what it is a job of
 * @param lane the lane of that kind; null where this node does not know it
 * @param recurs what a recurring job is due by; null for others
 */
public record JobView(
    EventKey key,
    String kind,
    @Nullable String lane,
    JobState state,
    @Nullable String recurs,
    Times times,
    Attempts attempts) {

  /**
   * When something happened.
   *
   * @param created when it was put; null of recurring ones
   * @param due when it is to be done, or was; null where it has ended
   * @param started when its last attempt began; of those that have ended, if it took a second
   * @param ended when it ended
   * @param cancelRequested when the node that runs it was asked to cancel it
   */
  public record Times(
      @Nullable Instant created,
      @Nullable Instant due,
      @Nullable Instant started,
      @Nullable Instant ended,
      @Nullable Instant cancelRequested) {}

  /**
   * What its attempts have come to.
   *
   * @param failures how many have failed
   * @param progress how far the last one is, where that told it
   * @param errorType the error that it was given up for
   */
  public record Attempts(
      int failures, @Nullable JobProgress progress, @Nullable String errorType) {}

  /** A UUID. */
  public String id() {
    return key.id();
  }

  static JobView of(Live live, Optional<Known> known, Optional<String> lane, Instant now) {
    Times times =
        new Times(
            known.map(Known::created).orElse(null),
            live.due(),
            live.started(),
            null,
            live.cancelRequested());
    return new JobView(
        live.recurs()
            ? EventKey.of(live.job().task(), live.job().instance())
            : new EventKey(live.job().instance()),
        live.job().task(),
        lane.orElse(null),
        live.state(now),
        live.recurs() ? live.job().instance() : null,
        times,
        new Attempts(
            known.map(Known::failures).orElse(0),
            live.taken() ? known.flatMap(JobView::progress).orElse(null) : null,
            null));
  }

  static JobView of(Known ended, Optional<String> lane) {
    Ending end = Objects.requireNonNull(ended.end());
    Course course = ended.course();
    Times times =
        new Times(
            ended.created(), null, course == null ? null : course.started(), end.time(), null);
    return new JobView(
        ended.key(),
        ended.kind(),
        lane.orElse(null),
        end.outcome(),
        null,
        times,
        new Attempts(ended.failures(), progress(ended).orElse(null), end.errorType()));
  }

  private static Optional<JobProgress> progress(Known known) {
    return Optional.ofNullable(known.course()).map(Course::progress);
  }
}
