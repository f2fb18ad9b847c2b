package dev.forebay.jobs;

import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.forebay.jobs.JobTable.Taken;
import java.util.function.Consumer;

/** What db-scheduler runs for the jobs of one name; it leaves their ends to Forebay. */
final class JobTask extends AbstractTask<Void> {
  private final Consumer<Taken> run;

  /**
   * A task.
   *
   * @param run does a job that this node has taken, and ends it
   * @param failed ends a job whose {@code run} threw
   * @param dead ends a job whose node no longer confirms it
   */
  JobTask(String name, Consumer<Taken> run, Consumer<Taken> failed, Consumer<Taken> dead) {
    super(
        name,
        Void.class,
        (complete, operations) -> failed.accept(Taken.of(complete.getExecution())),
        (complete, operations) -> dead.accept(Taken.of(complete.getExecution())));
    this.run = run;
  }

  @Override
  public CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
    run.accept(Taken.of(context.getExecution()));
    return (complete, operations) -> {};
  }

  @Override
  public SchedulableInstance<Void> schedulableInstance(String id) {
    throw new UnsupportedOperationException("jobs are put into the table by EventQueue");
  }

  @Override
  public SchedulableInstance<Void> schedulableInstance(String id, Void data) {
    return schedulableInstance(id);
  }
}
