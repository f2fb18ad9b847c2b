/** Files, keys and what a full disk does. */
@NullMarked
package dev.forebay.storage.files;

import org.jspecify.annotations.NullMarked;
