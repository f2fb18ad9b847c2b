package dev.forebay.storage.s3;

import java.time.Duration;

/**
 * What clients may take of the S3 listener.
 *
 * @param maxConnections how many connections are open at once; further ones wait to be accepted
 * @param idleTimeout how long a connection stays open on which nothing comes or goes
 * @param headTimeout how long a client may take to send a request's headers
 * @param drainTimeout how long running requests may take to end at a stop
 */
public record ListenerLimits(
    int maxConnections, Duration idleTimeout, Duration headTimeout, Duration drainTimeout) {}
