package dev.forebay.storage.s3;

/**
 * Where the S3 endpoint listens, and what it takes.
 *
 * @param host the address to bind to
 * @param port its port; 0 takes a free one
 * @param credentials what requests must be signed with
 * @param region where clients are told that the buckets are
 * @param maxObjectSize the most bytes that one PUT may upload
 * @param limits what clients may take of it
 */
public record S3Endpoint(
    String host,
    int port,
    S3Credentials credentials,
    String region,
    long maxObjectSize,
    ListenerLimits limits) {}
