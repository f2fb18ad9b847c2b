package dev.forebay.server.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command talks to its user: results on standard output, progress on standard error. */
record Console(PrintWriter out, PrintWriter err) {
  static Console of(@Nullable CommandSpec spec) {
    var line = Objects.requireNonNull(spec).commandLine();
    return new Console(line.getOut(), line.getErr());
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  void progress(String text) {
    err.println(text);
    err.flush();
  }
}
