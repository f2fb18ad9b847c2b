package dev.forebay.server.jobs;

import dev.forebay.auth.Principal.Role;
import dev.forebay.http.ErrorMapper;
import dev.forebay.http.Handler;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.jobs.table.JobState;
import dev.forebay.jobs.table.ListPlace;
import dev.forebay.jobs.watch.JobPage;
import dev.forebay.jobs.watch.JobRegister;
import dev.forebay.jobs.watch.JobView;
import dev.forebay.parts.PartRoute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@code /jobs/v1}, for the holder of the secret key. */
final class JobRoutes {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String JOBS = "/jobs/v1";

  private final JobRegister jobs;
  private final Set<String> lanes;
  private final ErrorMapper errors = new JsonErrors();

  JobRoutes(JobRegister jobs, Set<String> lanes) {
    this.jobs = jobs;
    this.lanes = lanes;
  }

  List<PartRoute> routes() {
    return List.of(
        route("GET", JOBS, this::list),
        route("GET", JOBS + "/{id}", this::get),
        route("DELETE", JOBS + "/{id}", this::cancel));
  }

  private PartRoute route(String method, String path, Handler handler) {
    return new PartRoute.Keyed(
        method, path, Role.SERVICE, (request, _) -> handler.handle(request), errors);
  }

  private Response list(Request request) {
    JobPage page = jobs.list(new JobQuery(request.query(), lanes).filter());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("jobs", page.jobs().stream().map(JobJson::of).toList());
    ListPlace next = page.next();
    json.put("next", next == null ? null : next.text());
    return json(200, json);
  }

  private Response get(Request request) {
    return json(200, JobJson.of(jobs.get(request.pathParameter("id"))));
  }

  /** 202 where the node that runs it has yet to learn of it. */
  private Response cancel(Request request) {
    JobView job = jobs.cancel(request.pathParameter("id"));
    return json(job.state() == JobState.CANCELLED ? 200 : 202, JobJson.of(job));
  }

  private static Response json(int status, Object value) {
    return Response.json(status, JSON.writeValueAsBytes(value));
  }
}
