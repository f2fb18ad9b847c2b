package dev.forebay.http.route;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.PercentEncoding;
import dev.forebay.http.Route;
import dev.forebay.http.route.PathTemplate.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The route table as a tree over path segments. At each segment a literal goes before {@code
 * {name}}, and that before {@code {rest...}}; where the favourite leads nowhere, the next one is
 * tried. The path decides first, and the method only then, so a path with the wrong method is a
 * 405.
 */
public final class Router {
  /** What a path and a method lead to. */
  public sealed interface Match {
    /** A route; values of its template's parameters in the order of the path. */
    record Found(Route route, List<String> names, List<String> values) implements Match {}

    /** An edge's own; its path has no parameters. */
    record Claimed(Route route) implements Match {}

    /** The path is known, but with these methods only. */
    record WrongMethod(Set<String> allowed) implements Match {}

    /** No route has the path. */
    record NoRoute() implements Match {}
  }

  private record Target(Route route, List<String> names) {}

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final Map<String, Target> methods = new TreeMap<>();
    @Nullable Node parameter;
    @Nullable Node rest;

    Node child(Segment segment) {
      return switch (segment) {
        case Segment.Literal(String text) -> literals.computeIfAbsent(text, _ -> new Node());
        case Segment.Parameter _ -> {
          Node child = parameter == null ? new Node() : parameter;
          parameter = child;
          yield child;
        }
        case Segment.Rest _ -> {
          Node child = rest == null ? new Node() : rest;
          rest = child;
          yield child;
        }
      };
    }
  }

  private static final Match NO_ROUTE = new Match.NoRoute();

  private final Node root = new Node();

  /** FB801 where a template is not valid, or two routes have one method and path. */
  public Router(List<Route> routes) {
    routes.forEach(this::add);
  }

  /**
   * The route of a method and a path as it was sent. FB100 where the path cannot be decoded. HEAD
   * falls back to GET.
   */
  Match match(String method, String rawPath) {
    List<String> values = new ArrayList<>(4);
    Node node = find(root, rawPath, 1, values);
    if (node == null) {
      return NO_ROUTE;
    }
    Target target = target(node, method);
    return target == null
        ? new Match.WrongMethod(allowed(node))
        : new Match.Found(target.route, target.names, values);
  }

  private void add(Route route) {
    PathTemplate template = PathTemplate.parse(route.path());
    Node node = root;
    for (Segment segment : template.segments()) {
      node = node.child(segment);
    }
    Target before = node.methods.putIfAbsent(route.method(), new Target(route, template.names()));
    if (before != null) {
      throw new ForebayException(
          ErrorCode.INVALID_CONFIG,
          "Two routes answer %s %s.".formatted(route.method(), route.path()),
          "The other one is " + before.route.path() + ".",
          "Give one of them another path or method.",
          null);
    }
  }

  private static @Nullable Node find(Node node, String path, int from, List<String> values) {
    if (from > path.length()) {
      return node.methods.isEmpty() ? emptyRest(node, values) : node;
    }
    int slash = path.indexOf('/', from);
    int end = slash < 0 ? path.length() : slash;
    String segment = PercentEncoding.decodePath(path.substring(from, end));
    Node literal = node.literals.get(segment);
    Node found = literal == null ? null : find(literal, path, end + 1, values);
    if (found == null && node.parameter != null && !segment.isEmpty()) {
      found = findBelow(node.parameter, path, end + 1, segment, values);
    }
    if (found == null && node.rest != null) {
      values.add(PercentEncoding.decodePath(path.substring(from)));
      found = node.rest;
    }
    return found;
  }

  private static @Nullable Node findBelow(
      Node parameter, String path, int from, String segment, List<String> values) {
    values.add(segment);
    Node found = find(parameter, path, from, values);
    if (found == null) {
      values.removeLast();
    }
    return found;
  }

  private static @Nullable Node emptyRest(Node node, List<String> values) {
    if (node.rest != null) {
      values.add("");
    }
    return node.rest;
  }

  private static @Nullable Target target(Node node, String method) {
    Target target = node.methods.get(method);
    if (target == null && method.equals("HEAD")) {
      target = node.methods.get("GET");
    }
    return target == null ? node.methods.get("*") : target;
  }

  private static Set<String> allowed(Node node) {
    Set<String> methods = new TreeSet<>(node.methods.keySet());
    methods.add("OPTIONS");
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return methods;
  }
}
