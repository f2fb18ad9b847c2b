/** Which route answers a method and a path. */
@NullMarked
package dev.forebay.http.route;

import org.jspecify.annotations.NullMarked;
