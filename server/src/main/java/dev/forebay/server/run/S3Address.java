package dev.forebay.server.run;

/**
 * Where the S3 endpoint of a run is.
 *
 * @param url such as {@code http://127.0.0.1:9000}
 * @param credentials what requests are signed with
 */
public record S3Address(String url, RunFile.S3 credentials) {}
