/** The S3 endpoint as its clients see it. */
@NullMarked
package dev.forebay.storage;

import org.jspecify.annotations.NullMarked;
