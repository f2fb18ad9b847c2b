/** Jobs as somebody sees them who looks, and may cancel them. */
@NullMarked
package dev.forebay.jobs.watch;

import org.jspecify.annotations.NullMarked;
