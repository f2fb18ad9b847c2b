package dev.forebay.benchmarks;

import dev.forebay.benchmarks.Contest.Entrant;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Lists, embedded rows and writes, beside SQL and JSON by hand ({@link BareSql}). */
final class SqlBenchmark {
  private static final String NOTE = "{\"item_id\": {id}, \"body\": \"A note on an item\"}";
  private static final String STOCK = "{\"stock\": {id}}";

  private final Path home;
  private final @Nullable Path other;
  private final Wrk wrk;

  /** Beside another checkout's build, or null. */
  SqlBenchmark(Path home, @Nullable Path other, Wrk wrk) {
    this.home = home;
    this.other = other;
    this.wrk = wrk;
  }

  void run() throws Exception {
    try (Builds builds = Builds.start(home, other, "load");
        BareProcess bare = BareProcess.start(builds.now().run())) {
      list(builds, bare);
      writes(builds, bare);
      embed(builds, bare);
    }
  }

  private void list(Builds builds, BareProcess bare) throws Exception {
    get(
        "list of 20, two filters",
        0.7,
        bare.url() + "/list",
        builds,
        "/items?stock=gte.25&price=lt.8&order=id&limit=20");
  }

  private void embed(Builds builds, BareProcess bare) throws Exception {
    get(
        "embed of 20 orders",
        0.6,
        bare.url() + "/embed",
        builds,
        "/orders?select=id,placed_on,customers(id,name),order_lines(item_id,quantity)"
            + "&order=id&limit=20");
  }

  private void get(String title, double goal, String bare, Builds builds, String path)
      throws Exception {
    Contest.run(
        title,
        goal,
        builds.under(
            forebay -> () -> wrk.rate(forebay.url() + "/rest/v1" + path, forebay.withKey()),
            new Entrant("bare", () -> wrk.rate(bare))));
  }

  private void writes(Builds builds, BareProcess bare) throws Exception {
    write("insert of a row, read back", builds, bare, "POST", "/notes", "/notes", NOTE);
    write("write-through update", builds, bare, "PATCH", "/items/{id}", "/items?id=eq.{id}", STOCK);
  }

  private void write(
      String title,
      Builds builds,
      BareProcess bare,
      String method,
      String byHand,
      String path,
      String body)
      throws Exception {
    Contest.run(
        title,
        0.6,
        builds.under(
            forebay ->
                () ->
                    script()
                        .with(forebay.withKey("Prefer: return=representation"))
                        .rate(forebay.url(), method, "/rest/v1" + path, body),
            new Entrant("bare", () -> script().rate(bare.url(), method, byHand, body))));
  }

  private Wrk.Scripted script() {
    return wrk.scripted(home.resolve("benchmarks/wrk/request.lua"))
        .with("Content-Type: application/json");
  }
}
