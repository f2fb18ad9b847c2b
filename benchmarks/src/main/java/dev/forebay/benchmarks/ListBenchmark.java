package dev.forebay.benchmarks;

import dev.forebay.benchmarks.Contest.Entrant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of twenty rows with two filters that the cache has, beside one GET of the same bytes by
 * hand, and the same list from the database.
 */
final class ListBenchmark {
  private static final String LIST = "/rest/v1/shelves?stock=gte.25&price=lt.8&order=id&limit=20";

  private final Path home;
  private final @Nullable Path other;
  private final Wrk wrk;

  /** Beside another checkout's build, or null. */
  ListBenchmark(Path home, @Nullable Path other, Wrk wrk) {
    this.home = home;
    this.other = other;
    this.wrk = wrk;
  }

  void run() throws Exception {
    try (Builds builds = Builds.start(home, other, "load");
        BareProcess bare = BareProcess.start(builds.now().run())) {
      ForebayProcess now = builds.now();
      String byHand = bare.url() + "/kept-list";
      requireAlike(body(byHand), body(now.url() + LIST, now.withKey()));
      CacheFigures before = CacheFigures.of(now);
      List<Entrant> entrants =
          builds.under(
              forebay -> () -> wrk.rate(forebay.url() + LIST, forebay.withKey()),
              new Entrant("bare", () -> wrk.rate(byHand)));
      String[] fresh = now.withKey("Cache-Control: no-cache");
      entrants.add(new Entrant("uncached", () -> wrk.rate(now.url() + LIST, fresh)));
      Contest.run("cached list of 20", entrants);
      CacheFigures.of(now).since(before).print("cached list of 20");
    }
  }

  private static void requireAlike(String bare, String forebay) {
    if (!bare.equals(forebay)) {
      throw new IllegalStateException("not the same list:\n" + bare + "\n" + forebay);
    }
  }

  private static String body(String url, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    for (String header : headers) {
      request.header(header.substring(0, header.indexOf(':')), header.split(": ", 2)[1]);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString()).body();
    }
  }
}
