/** Which epoch a bucket is in, as Redis says and as this process knows; what this process keeps. */
@NullMarked
package dev.forebay.cache.epoch;

import org.jspecify.annotations.NullMarked;
