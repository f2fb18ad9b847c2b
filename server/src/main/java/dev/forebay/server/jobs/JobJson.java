package dev.forebay.server.jobs;

import dev.forebay.jobs.kind.JobProgress;
import dev.forebay.jobs.watch.JobView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job in answers. */
final class JobJson {
  private JobJson() {}

  static Map<String, @Nullable Object> of(JobView job) {
    JobView.Times times = job.times();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", job.id());
    json.put("kind", job.kind());
    json.put("lane", job.lane());
    json.put("state", job.state().text());
    json.put("recurs", job.recurs());
    json.put("createdAt", text(times.created()));
    json.put("dueAt", text(times.due()));
    json.put("startedAt", text(times.started()));
    json.put("endedAt", text(times.ended()));
    json.put("cancelRequestedAt", text(times.cancelRequested()));
    json.put("failedAttempts", job.attempts().failures());
    json.put("progress", progress(job.attempts().progress()));
    json.put("errorType", job.attempts().errorType());
    return json;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable Map<String, @Nullable Object> progress(@Nullable JobProgress progress) {
    if (progress == null) {
      return null;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("done", progress.done());
    json.put("total", progress.total());
    json.put("note", progress.note());
    return json;
  }
}
