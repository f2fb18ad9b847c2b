package dev.forebay.http.route;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A route's path, parsed: {@code /rest/v1/{table}}, {@code /files/{bucket}/{key...}}. */
record PathTemplate(List<Segment> segments) {

  sealed interface Segment {
    /** Matches its own text only. */
    record Literal(String text) implements Segment {}

    /** Matches any segment that is not empty. */
    record Parameter(String name) implements Segment {}

    /** Matches all that is left of the path, slashes included, even nothing. */
    record Rest(String name) implements Segment {}
  }

  PathTemplate {
    segments = List.copyOf(segments);
  }

  /** FB801 where the text is no template: application routes come from forebay.yaml. */
  static PathTemplate parse(String text) {
    if (!text.startsWith("/")) {
      throw invalid(text, "it must start with a slash");
    }
    List<Segment> segments = new ArrayList<>();
    for (String part : text.substring(1).split("/", -1)) {
      segments.add(segment(text, part));
    }
    checkRestIsLast(text, segments);
    PathTemplate template = new PathTemplate(segments);
    checkNamesDiffer(text, template.names());
    return template;
  }

  /** The names of the parameters, in the order of the path. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Segment segment : segments) {
      switch (segment) {
        case Segment.Literal _ -> {}
        case Segment.Parameter(String name) -> names.add(name);
        case Segment.Rest(String name) -> names.add(name);
      }
    }
    return names;
  }

  private static Segment segment(String template, String part) {
    if (part.startsWith("{") && part.endsWith("...}")) {
      return new Segment.Rest(name(template, part.substring(1, part.length() - 4)));
    }
    if (part.startsWith("{") && part.endsWith("}")) {
      return new Segment.Parameter(name(template, part.substring(1, part.length() - 1)));
    }
    if (part.indexOf('{') >= 0 || part.indexOf('}') >= 0) {
      throw invalid(template, "a {parameter} must be a whole segment");
    }
    return new Segment.Literal(part);
  }

  private static String name(String template, String name) {
    if (name.isEmpty() || !name.chars().allMatch(Character::isJavaIdentifierPart)) {
      throw invalid(template, "a parameter's name has letters, digits and underscores only");
    }
    return name;
  }

  private static void checkRestIsLast(String template, List<Segment> segments) {
    for (Segment segment : segments.subList(0, segments.size() - 1)) {
      if (segment instanceof Segment.Rest) {
        throw invalid(template, "{name...} must be the last segment");
      }
    }
  }

  private static void checkNamesDiffer(String template, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw invalid(template, "the parameter " + name + " stands there twice");
      }
    }
  }

  private static ForebayException invalid(String template, String why) {
    return new ForebayException(
        ErrorCode.INVALID_CONFIG,
        "The route path '" + template + "' is not valid: " + why + ".",
        "Write it like /invoices/{id}.");
  }
}
