/** What is done again and again. */
@NullMarked
package dev.forebay.jobs.recurring;

import org.jspecify.annotations.NullMarked;
