package dev.forebay.data.relation;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.Excerpt;
import dev.forebay.data.request.SelectItem.Embed;
import dev.forebay.mysql.schema.Schema;
import dev.forebay.mysql.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Why an embed means no one way to another table, in PostgREST's words. */
final class RelationErrors {
  private RelationErrors() {}

  static ForebayException none(Schema schema, Table near, Embed embed, @Nullable String nearest) {
    String target = Excerpt.of(embed.target());
    String hint = embed.hint();
    String by = hint == null ? "" : " using the hint '%s'".formatted(Excerpt.of(hint));
    String view =
        near.view() || schema.table(embed.target()).map(Table::view).orElse(false)
            ? "A view has the foreign keys of tables' columns that it shows unchanged, all of a"
                + " key; of a UNION none are known."
            : null;
    return new ForebayException(
        ErrorCode.NO_RELATIONSHIP,
        "Could not find a relationship between '%s' and '%s' in the schema cache"
            .formatted(near.name(), target),
        "Searched for a foreign key relationship between '%s' and '%s'%s in the schema '%s', but no"
                .formatted(near.name(), target, by, schema.database())
            + " matches were found.",
        view == null ? nearest : view,
        null);
  }

  /** The detail is the candidates, as a JSON array. */
  static ForebayException several(Table near, Embed embed, List<Relation> found) {
    String target = embed.target();
    List<Map<String, String>> candidates =
        found.stream().map(relation -> candidate(near.name(), relation)).toList();
    String hints =
        found.stream()
            .map(relation -> "'%s!%s'".formatted(target, relation.hint()))
            .distinct()
            .collect(Collectors.joining(", "));
    return new ForebayException(
        ErrorCode.AMBIGUOUS_RELATIONSHIP,
        "Could not embed because more than one relationship was found for '%s' and '%s'"
            .formatted(near.name(), target),
        JsonMapper.shared().writeValueAsString(candidates),
        "Try changing '%s' to one of the following: %s. Find the desired relationship in the "
                .formatted(target, hints)
            + "'details' key.",
        null);
  }

  private static Map<String, String> candidate(String near, Relation relation) {
    Map<String, String> candidate = new LinkedHashMap<>();
    candidate.put("cardinality", relation.cardinality().words());
    candidate.put("embedding", near + " with " + relation.far().name());
    candidate.put("relationship", relation.description(near));
    return candidate;
  }
}
