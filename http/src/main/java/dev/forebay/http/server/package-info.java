/**
 * The listener: connections and their deadlines, requests as they come in, responses as they go
 * out.
 */
@NullMarked
package dev.forebay.http.server;

import org.jspecify.annotations.NullMarked;
