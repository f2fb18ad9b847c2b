package dev.forebay.jobs.watch;

import dev.forebay.jobs.table.JobState;
import dev.forebay.jobs.table.ListPlace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are asked for.
 *
 * @param state only those in this state; null for all
 * @param kind only those of this kind; null for all
 * @param lane only those whose kind is in this lane; null for all
 * @param from after which place the list goes on
 * @param limit how many at most, up to 1,000
 */
public record JobFilter(
    @Nullable JobState state,
    @Nullable String kind,
    @Nullable String lane,
    ListPlace from,
    int limit) {
  boolean takes(String aKind, Optional<String> itsLane) {
    return (kind == null || kind.equals(aKind))
        && (lane == null || lane.equals(itsLane.orElse(null)));
  }
}
