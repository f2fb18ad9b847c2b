package dev.forebay.http.route;

import dev.forebay.http.Edge;
import dev.forebay.http.RequestHead;
import dev.forebay.http.Route;
import java.util.List;
import java.util.Optional;

/**
 * Who answers a request: the first edge that it belongs to, else the route table.
 *
 * @param edges the protocols that are asked first
 * @param table the routes
 */
public record Routing(List<Edge> edges, Router table) {
  public Routing {
    edges = List.copyOf(edges);
  }

  public Router.Match match(RequestHead head) {
    for (Edge edge : edges) {
      Optional<Route> claimed = edge.claim(head);
      if (claimed.isPresent()) {
        return new Router.Match.Claimed(claimed.get());
      }
    }
    return table.match(head.method(), head.rawPath());
  }
}
