package dev.forebay.server.cli;

import dev.forebay.server.Forebay;
import dev.forebay.server.run.Options;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code forebay run}. */
@Command(
    name = "run",
    description = "Serves an application until it is stopped with Ctrl-C or SIGTERM.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private final ApplicationOptions application = new ApplicationOptions();

  @Option(
      names = "--port",
      description =
          "Port of the data API and the routes; 0 takes a free one (default: http.port of"
              + " forebay.yaml, 8080).")
  private @Nullable Integer port;

  @Option(
      names = "--s3-port",
      description =
          "Port of the S3 endpoint; 0 takes a free one (default: storage.port of forebay.yaml,"
              + " 9000).")
  private @Nullable Integer s3Port;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Console console = Console.of(spec);
    Options options = Options.of(application.application, application.data, port, s3Port);
    try (Forebay forebay = new Forebay(options, System::getenv, console::progress)) {
      closeOnSignal(forebay);
      forebay.start();
      console.line("Ready: API " + forebay.run().url() + "  S3 " + forebay.run().s3Url());
      new CountDownLatch(1).await();
    }
    return 0;
  }

  /** Ctrl-C and SIGTERM run the JVM's hooks, while the main thread still waits. */
  private static void closeOnSignal(Forebay forebay) {
    Runtime.getRuntime().addShutdownHook(new Thread(forebay::close, "shutdown"));
  }
}
