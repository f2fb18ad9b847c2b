/** Tests of the HTTP listener. */
@NullMarked
package dev.forebay.http;

import org.jspecify.annotations.NullMarked;
