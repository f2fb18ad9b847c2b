package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One load with {@code wrk}: 32 connections from one thread, for a few seconds, on loopback. */
record Wrk(int seconds) {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

  /** Requests per second; every answer must be 2xx. */
  double rate(String url, String... headers) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c32", "-d" + seconds + "s"));
    for (String header : headers) {
      command.addAll(List.of("-H", header));
    }
    command.add(url);
    Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher rate = RATE.matcher(output);
    if (wrk.waitFor() != 0 || !rate.find() || output.contains("Non-2xx")) {
      throw new IllegalStateException("wrk failed:\n" + output);
    }
    return Double.parseDouble(rate.group(1));
  }
}
