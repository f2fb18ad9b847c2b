package dev.forebay.benchmarks;

import dev.forebay.benchmarks.Contest.Entrant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/**
 * A list of twenty rows with two filters that the cache has, beside one GET of the same bytes by
 * hand, and the same list from the database.
 */
final class ListBenchmark {
  private static final String LIST = "/rest/v1/shelves?stock=gte.25&price=lt.8&order=id&limit=20";

  private final Path home;
  private final Wrk wrk;

  ListBenchmark(Path home, Wrk wrk) {
    this.home = home;
    this.wrk = wrk;
  }

  void run() throws Exception {
    try (ForebayProcess forebay = ForebayProcess.startForLoad(home);
        BareProcess bare = BareProcess.start(forebay.run())) {
      String byHand = bare.url() + "/kept-list";
      String url = forebay.url() + LIST;
      requireAlike(body(byHand), body(url, forebay.withKey()));
      CacheFigures before = CacheFigures.of(forebay);
      Contest.run(
          "cached list of 20",
          List.of(
              new Entrant("bare", () -> wrk.rate(byHand)),
              new Entrant("forebay", () -> wrk.rate(url, forebay.withKey())),
              new Entrant(
                  "uncached", () -> wrk.rate(url, forebay.withKey("Cache-Control: no-cache")))));
      CacheFigures.of(forebay).since(before).print("cached list of 20");
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
