/** The S3 protocol's listener: Jetty, S3Proxy's request handler, signatures and error documents. */
@NullMarked
package dev.forebay.storage.s3;

import org.jspecify.annotations.NullMarked;
