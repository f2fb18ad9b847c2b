package dev.forebay.server.cli;

import dev.forebay.base.config.ConfigReference;
import dev.forebay.base.config.ConfigSchema;
import dev.forebay.server.Features;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code forebay schema}. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of forebay.yaml, for editors.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
  @Option(
      names = "--markdown",
      description = "Print the reference of its keys in Markdown instead.")
  private boolean markdown;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    String text =
        markdown
            ? ConfigReference.of(Features.ALL.settings())
            : ConfigSchema.of(Features.ALL.settings(), "forebay.yaml");
    Console.of(spec).line(text.stripTrailing());
    return 0;
  }
}
