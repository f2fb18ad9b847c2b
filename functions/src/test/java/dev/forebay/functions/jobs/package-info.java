/** Tests. */
@NullMarked
package dev.forebay.functions.jobs;

import org.jspecify.annotations.NullMarked;
