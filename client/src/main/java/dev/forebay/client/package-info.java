/**
 * A small client of a running Forebay, for functions written in Java and for other programs: tables
 * over {@code /rest/v1}, objects over S3. It depends on nothing else of Forebay.
 */
@NullMarked
package dev.forebay.client;

import org.jspecify.annotations.NullMarked;
