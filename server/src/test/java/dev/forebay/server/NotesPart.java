package dev.forebay.server;

import dev.forebay.auth.Principal;
import dev.forebay.auth.Principal.Role;
import dev.forebay.base.config.Default;
import dev.forebay.base.config.Doc;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.jobs.Jobs;
import dev.forebay.jobs.kind.JobKind;
import dev.forebay.mysql.Database;
import dev.forebay.mysql.migration.TableScripts;
import dev.forebay.parts.Part;
import dev.forebay.parts.PartRoute;
import dev.forebay.parts.Probe;
import dev.forebay.parts.Probe.Finding;
import dev.forebay.parts.Probe.Level;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A feature with one of everything: notes that a job writes down. */
record NotesPart(NotesSettings settings, Database database, Jobs jobs, Counter written)
    implements Part {
  static final Feature<NotesFile> FEATURE =
      new Feature<>(
          NotesFile.class,
          List.of(TableScripts.of(NotesPart.class, "V900__notes.sql")),
          List.of("/notes"),
          List.of(NotesCommand.class),
          (file, on) -> open(file.notes(), on.database(), on.jobs(), on.meters()));

  private static final String KIND = "notes:write";

  /** Its keys in forebay.yaml. */
  public record NotesFile(NotesSettings notes) {}

  /** Its section. */
  @Doc("Notes.")
  public record NotesSettings(@Doc("What each begins with.") @Default("Note") String prefix) {}

  /** Its command. */
  @Command(name = "notes", description = "Says where notes are.")
  public static final class NotesCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      Objects.requireNonNull(spec).commandLine().getOut().println("under /notes");
      return 0;
    }
  }

  private static NotesPart open(
      NotesSettings settings, Database database, Jobs jobs, MeterRegistry meters) {
    NotesPart part =
        new NotesPart(
            settings, database, jobs, Counter.builder("forebay.notes.written").register(meters));
    jobs.register(JobKind.of(KIND, LoadTargets.LANE, attempt -> part.write(attempt.payload())));
    return part;
  }

  @Override
  public List<PartRoute> routes() {
    return List.of(
        new PartRoute.Keyed("POST", "/notes/{text}", Role.SERVICE, this::take, new JsonErrors()));
  }

  @Override
  public List<Probe> probes() {
    return List.of(new Probe("notes", () -> new Finding(Level.UP, count())));
  }

  private Response take(Request request, Principal who) {
    byte[] text = request.pathParameter("text").getBytes(StandardCharsets.UTF_8);
    database.transaction(
        tx -> {
          jobs.enqueue(tx, UUID.randomUUID().toString(), KIND, text);
          return text;
        });
    return Response.status(202);
  }

  private void write(byte[] text) {
    String note = settings.prefix() + ": " + new String(text, StandardCharsets.UTF_8);
    database.transaction(
        tx -> tx.update("INSERT INTO forebay_notes (text) VALUES (?)", List.of(note)));
    written.increment();
  }

  private long count() {
    return database
        .read(
            session ->
                session.queryOne(
                    "SELECT COUNT(*) FROM forebay_notes WHERE text LIKE ?",
                    List.of(settings.prefix() + ":%"),
                    row -> row.longValue(1)))
        .orElseThrow();
  }
}
