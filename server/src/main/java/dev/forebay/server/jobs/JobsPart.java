package dev.forebay.server.jobs;

import dev.forebay.jobs.Jobs;
import dev.forebay.parts.Part;
import dev.forebay.parts.PartRoute;
import java.util.List;

/** The durable jobs: taken from the start on, drained before other parts are closed. */
public record JobsPart(Jobs jobs) implements Part {
  @Override
  public List<PartRoute> routes() {
    return new JobRoutes(jobs.all(), jobs.lanes()).routes();
  }

  @Override
  public void start() {
    jobs.start();
  }

  @Override
  public void close() {
    jobs.close();
  }
}
