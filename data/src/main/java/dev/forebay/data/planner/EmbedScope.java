package dev.forebay.data.planner;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Grant;
import dev.forebay.data.plan.Link;
import dev.forebay.data.plan.Where;
import dev.forebay.data.request.Excerpt;
import java.util.List;
import java.util.Optional;

/**
 * The embeds of one resource, by which its filters and its order name other tables.
 *
 * @param all in the order of select
 */
record EmbedScope(List<ScopedEmbed> all) {
  /** No embeds. */
  static final EmbedScope NONE = new EmbedScope(List.of());

  /**
   * One embed.
   *
   * @param label its name
   * @param link how to get there
   * @param toOne whether there is at most one row
   * @param grant what the client may read of the table there
   * @param where which of its rows are meant, among those that there are for the client
   * @param embeds its own embeds
   */
  record ScopedEmbed(
      String label, Link link, boolean toOne, Grant grant, Where where, EmbedScope embeds) {}

  Optional<ScopedEmbed> find(String label) {
    for (ScopedEmbed embed : all) {
      if (embed.label().equals(label)) {
        return Optional.of(embed);
      }
    }
    return Optional.empty();
  }

  ScopedEmbed named(String label) {
    return find(label)
        .orElseThrow(
            () ->
                new ForebayException(
                    ErrorCode.NOT_EMBEDDED,
                    "'%s' is not an embedded resource in this request".formatted(Excerpt.of(label)),
                    "Verify that '%s' is included in the 'select' query parameter."
                        .formatted(Excerpt.of(label))));
  }
}
