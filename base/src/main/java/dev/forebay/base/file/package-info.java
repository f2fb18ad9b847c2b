/** Files and folders that are private to their owner and survive a crash. */
@NullMarked
package dev.forebay.base.file;

import org.jspecify.annotations.NullMarked;
