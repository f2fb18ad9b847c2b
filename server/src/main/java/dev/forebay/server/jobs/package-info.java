/** The durable jobs as a part of the server: their routes, their start and end. */
@NullMarked
package dev.forebay.server.jobs;

import org.jspecify.annotations.NullMarked;
