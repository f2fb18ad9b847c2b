/** Tests. */
@NullMarked
package dev.forebay.jobs;

import org.jspecify.annotations.NullMarked;
