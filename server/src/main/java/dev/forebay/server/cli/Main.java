package dev.forebay.server.cli;

import dev.forebay.base.ForebayException;
import dev.forebay.server.Features;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code forebay}: every error is one line, with a hint where there is one. */
@Command(
    name = "forebay",
    description = "The serverless backend for MySQL and MariaDB.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      JobsCommand.class,
      DeadLettersCommand.class,
      CacheCommand.class,
      SchemaCommand.class,
      VersionCommand.class,
      HelpCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs one command and exits with its status: 0 done, 1 failed, 2 wrong usage, or as it says. */
  public static void main(String[] args) {
    System.exit(execute(Features.ALL, args, writer(System.out), writer(System.err)));
  }

  /** Runs one command of Forebay's or of a feature's; its status. */
  public static int execute(Features features, String[] args, PrintWriter out, PrintWriter err) {
    CommandLine forebay = new CommandLine(new Main());
    features.commands().forEach(forebay::addSubcommand);
    return forebay
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, line, result) -> report(e, line, err))
        .execute(args);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static int report(Exception e, CommandLine line, PrintWriter err) throws Exception {
    if (!(e instanceof ForebayException error)) {
      throw e;
    }
    err.println("forebay: " + error.getMessage() + " (" + error.code().code() + ")");
    if (error.detail() != null) {
      err.println(error.detail());
    }
    if (error.hint() != null) {
      err.println(error.hint());
    }
    return line.getCommandSpec().exitCodeOnExecutionException();
  }
}
