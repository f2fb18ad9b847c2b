/**
 * Usage files: reading them as streams, into the usage of each customer or a report of all that is
 * wrong with them. Does no I/O but reading the stream.
 */
@NullMarked
package dev.forebay.apps.billing.usage;

import org.jspecify.annotations.NullMarked;
