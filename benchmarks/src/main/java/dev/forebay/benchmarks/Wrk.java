package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One load with {@code wrk}: 32 connections from one thread, for a few seconds, on loopback. */
record Wrk(int seconds) {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

  /** GETs per second; every answer must be 2xx. */
  double rate(String url, String... headers) throws IOException, InterruptedException {
    return run(headers(List.of(headers)), List.of(url));
  }

  /** Requests that a script makes: {@code request.lua}, {@code mix.lua}. */
  Scripted scripted(Path script) {
    return new Scripted(this, script, List.of());
  }

  /** A load of requests that a script makes of its arguments, each with an id of its own. */
  record Scripted(Wrk wrk, Path script, List<String> headers) {
    Scripted with(String... more) {
      List<String> all = new ArrayList<>(headers);
      all.addAll(List.of(more));
      return new Scripted(wrk, script, all);
    }

    /** Requests per second; every answer must be 2xx. */
    double rate(String url, String... arguments) throws IOException, InterruptedException {
      List<String> options = new ArrayList<>(Wrk.headers(headers));
      options.addAll(List.of("-s", script.toString()));
      List<String> target = new ArrayList<>(List.of(url, "--"));
      target.addAll(List.of(arguments));
      return wrk.run(options, target);
    }
  }

  private static List<String> headers(List<String> headers) {
    return headers.stream().flatMap(header -> List.of("-H", header).stream()).toList();
  }

  private double run(List<String> options, List<String> target)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c32", "-d" + seconds + "s"));
    command.addAll(options);
    command.addAll(target);
    Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher rate = RATE.matcher(output);
    if (wrk.waitFor() != 0 || !rate.find() || output.contains("Non-2xx")) {
      throw new IllegalStateException("wrk failed:\n" + output);
    }
    return Double.parseDouble(rate.group(1));
  }
}
