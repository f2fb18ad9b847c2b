package dev.forebay.http;

import java.util.Optional;

/**
 * A protocol that knows its requests by what they carry, whatever their path: it is asked before
 * the route table is, and takes bodies as they were sent, encoded or not.
 */
@FunctionalInterface
public interface Edge {
  /**
   * What answers the request and writes its errors; empty where it is not of this protocol. Asked
   * of every request, so it must be quick, and also of those that are refused for their size before
   * anybody reads them. The method and the path of the route mean nothing here.
   */
  Optional<Route> claim(RequestHead head);
}
