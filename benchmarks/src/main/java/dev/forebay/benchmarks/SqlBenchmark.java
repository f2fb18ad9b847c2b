package dev.forebay.benchmarks;

import dev.forebay.benchmarks.Contest.Entrant;
import java.nio.file.Path;
import java.util.List;

/** Lists, embedded rows and writes, beside SQL and JSON by hand ({@link BareSql}). */
final class SqlBenchmark {
  private static final String NOTE = "{\"item_id\": {id}, \"body\": \"A note on an item\"}";
  private static final String STOCK = "{\"stock\": {id}}";

  private final Path home;
  private final Wrk wrk;

  SqlBenchmark(Path home, Wrk wrk) {
    this.home = home;
    this.wrk = wrk;
  }

  void run() throws Exception {
    try (ForebayProcess forebay = ForebayProcess.startForLoad(home);
        BareProcess bare = BareProcess.start(forebay.run())) {
      list(forebay, bare);
      writes(forebay, bare);
      embed(forebay, bare);
    }
  }

  private void list(ForebayProcess forebay, BareProcess bare) throws Exception {
    get(
        "list of 20, two filters",
        0.7,
        bare.url() + "/list",
        forebay,
        "/items?stock=gte.25&price=lt.8&order=id&limit=20");
  }

  private void embed(ForebayProcess forebay, BareProcess bare) throws Exception {
    get(
        "embed of 20 orders",
        0.6,
        bare.url() + "/embed",
        forebay,
        "/orders?select=id,placed_on,customers(id,name),order_lines(item_id,quantity)"
            + "&order=id&limit=20");
  }

  private void get(String title, double goal, String bare, ForebayProcess forebay, String path)
      throws Exception {
    String url = forebay.url() + "/rest/v1" + path;
    contest(title, goal, () -> wrk.rate(bare), () -> wrk.rate(url, forebay.withKey()));
  }

  private void writes(ForebayProcess forebay, BareProcess bare) throws Exception {
    contest(
        "insert of a row, read back",
        0.6,
        () -> script().rate(bare.url(), "POST", "/notes", NOTE),
        () ->
            script()
                .with(forebay.withKey("Prefer: return=representation"))
                .rate(forebay.url(), "POST", "/rest/v1/notes", NOTE));
    contest(
        "write-through update",
        0.6,
        () -> script().rate(bare.url(), "PATCH", "/items/{id}", STOCK),
        () ->
            script()
                .with(forebay.withKey("Prefer: return=representation"))
                .rate(forebay.url(), "PATCH", "/rest/v1/items?id=eq.{id}", STOCK));
  }

  private Wrk.Scripted script() {
    return wrk.scripted(home.resolve("benchmarks/wrk/request.lua"))
        .with("Content-Type: application/json");
  }

  private static void contest(String title, double goal, Contest.Load bare, Contest.Load forebay)
      throws Exception {
    Contest.run(title, goal, List.of(new Entrant("bare", bare), new Entrant("forebay", forebay)));
  }
}
