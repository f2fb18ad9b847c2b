/** The connection to Redis and the scripts that run over it; what they mean is the cache's. */
@NullMarked
package dev.forebay.redis;

import org.jspecify.annotations.NullMarked;
