/**
 * The embedded engines: a MariaDB and a Redis as child processes of Forebay, unpacked from Maven
 * artifacts or taken from the machine, and the data folder that they live in.
 *
 * <p>{@link dev.forebay.embedded.EmbeddedMariaDb} and {@link dev.forebay.embedded.EmbeddedRedis}
 * are the entry classes; {@link dev.forebay.embedded.DataFolder} keeps a folder to one process.
 */
@NullMarked
package dev.forebay.embedded;

import org.jspecify.annotations.NullMarked;
