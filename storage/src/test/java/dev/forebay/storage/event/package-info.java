/** Events and their form. */
@NullMarked
package dev.forebay.storage.event;

import org.jspecify.annotations.NullMarked;
