package dev.forebay.server.cli;

import dev.forebay.server.Forebay;
import dev.forebay.server.demo.Story;
import dev.forebay.server.demo.WrongTurnException;
import dev.forebay.server.run.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code forebay demo}. */
@Command(
    name = "demo",
    description = "Plays the billing application's story on a temporary data folder.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Console console = Console.of(spec);
    Path billing = Path.of(System.getProperty("forebay.home", "."), "apps", "billing");
    Path data = Files.createTempDirectory("forebay-demo");
    try (Forebay forebay =
        new Forebay(Options.of(billing, data, 0, 0), name -> null, console::progress)) {
      Runtime.getRuntime().addShutdownHook(new Thread(forebay::close, "shutdown"));
      console.line("Starting the billing application on a MariaDB and a Redis of its own");
      forebay.start();
      new Story(billing.resolve("sample"), forebay.run(), console.out()).play();
      console.line("Done. Serve it yourself with: ./forebay run apps/billing");
      return 0;
    } catch (WrongTurnException e) {
      console.progress("forebay: the demo took a wrong turn: " + e.getMessage());
      return 1;
    } finally {
      delete(data);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
