/** The S3 endpoint of the application's buckets: S3Proxy over the file system, on its own port. */
@NullMarked
package dev.forebay.storage;

import org.jspecify.annotations.NullMarked;
