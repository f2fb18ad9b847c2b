/** What is placed before a write and ended behind it, and who does so where the writer is gone. */
@NullMarked
package dev.forebay.cache.intent;

import org.jspecify.annotations.NullMarked;
