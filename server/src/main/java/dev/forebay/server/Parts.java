package dev.forebay.server;

import dev.forebay.aws.AwsService;
import dev.forebay.http.Edge;
import dev.forebay.jobs.recurring.RecurringJob;
import dev.forebay.parts.Part;
import dev.forebay.parts.PartRoute;
import dev.forebay.parts.Probe;
import java.util.ArrayList;
import java.util.List;

/** The parts of one run, in the order in which they start. */
final class Parts {
  private final OpenResources resources;
  private final List<Part> parts = new ArrayList<>();

  /**
   * None yet.
   *
   * @param resources what closes them
   */
  Parts(OpenResources resources) {
    this.resources = resources;
  }

  <T extends Part> T add(T part) {
    resources.add(part);
    parts.add(part);
    return part;
  }

  List<PartRoute> routes() {
    return parts.stream().flatMap(part -> part.routes().stream()).toList();
  }

  List<Edge> edges() {
    return parts.stream().flatMap(part -> part.edges().stream()).toList();
  }

  List<AwsService> awsServices() {
    return parts.stream().flatMap(part -> part.awsServices().stream()).toList();
  }

  List<Probe> probes() {
    return parts.stream().flatMap(part -> part.probes().stream()).toList();
  }

  List<RecurringJob> recurringJobs() {
    return parts.stream().flatMap(part -> part.recurringJobs().stream()).toList();
  }

  void start() {
    parts.forEach(Part::start);
  }
}
