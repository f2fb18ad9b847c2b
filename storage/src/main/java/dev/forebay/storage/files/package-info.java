/** Objects as durable files: staged, synced, published by one rename, their events recorded. */
@NullMarked
package dev.forebay.storage.files;

import org.jspecify.annotations.NullMarked;
