package dev.forebay.server;

import dev.forebay.aws.AwsEdge;
import dev.forebay.http.Edge;
import dev.forebay.parts.Part;
import java.util.List;

/** AWS's services on the main listener. */
record AwsPart(AwsEdge edge) implements Part {
  @Override
  public List<Edge> edges() {
    return List.of(edge);
  }
}
