package dev.forebay.server;

import dev.forebay.jobs.Jobs;
import dev.forebay.parts.Part;

/** The durable jobs: taken from the start on, drained before other parts are closed. */
record JobsPart(Jobs jobs) implements Part {
  @Override
  public void start() {
    jobs.start();
  }

  @Override
  public void close() {
    jobs.close();
  }
}
