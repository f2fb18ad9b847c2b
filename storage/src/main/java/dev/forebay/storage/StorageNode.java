package dev.forebay.storage;

import dev.forebay.storage.s3.ListenerLimits;
import dev.forebay.storage.s3.S3Credentials;
import java.nio.file.Path;

/**
 * What is particular to the node that serves an application's buckets.
 *
 * @param host the address that the S3 endpoint binds to
 * @param port its port; 0 takes a free one
 * @param folder where the buckets' files are; made if it is not there
 * @param credentials what requests must be signed with
 * @param limits what clients may take of the S3 endpoint
 */
public record StorageNode(
    String host, int port, Path folder, S3Credentials credentials, ListenerLimits limits) {}
