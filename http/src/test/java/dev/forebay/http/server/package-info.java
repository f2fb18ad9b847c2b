/** Tests of the HTTP listener. */
@NullMarked
package dev.forebay.http.server;

import org.jspecify.annotations.NullMarked;
