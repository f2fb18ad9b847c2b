package dev.forebay.parts;

import dev.forebay.aws.AwsService;
import dev.forebay.http.Edge;
import dev.forebay.jobs.recurring.RecurringJob;
import java.util.List;

/**
 * A feature as the server runs it: what it answers, what it tells of itself, when it begins and
 * ends. It is made with all that it needs, and contributes what it has; the rest is left as it is.
 *
 * <p>The server makes the parts in the order of a list, asks each once for what it contributes,
 * listens, and starts them in the same order. It closes them in the opposite one.
 */
public interface Part extends AutoCloseable {
  /** What it answers. */
  default List<PartRoute> routes() {
    return List.of();
  }

  /** Protocols that are asked before the routes are. */
  default List<Edge> edges() {
    return List.of();
  }

  /** Services of AWS's that it answers for; the server's edge verifies who asks. */
  default List<AwsService> awsServices() {
    return List.of();
  }

  /** What {@code /health} asks it. */
  default List<Probe> probes() {
    return List.of();
  }

  /** What is done again and again, by one of the nodes each time. */
  default List<RecurringJob> recurringJobs() {
    return List.of();
  }

  /** Begins what it does by itself. Requests are answered by now. */
  default void start() {}

  /** Ends it, and gives back what the part holds. Requests and jobs have ended by now. */
  @Override
  default void close() {}
}
