/** What is recorded when an object has been created, and who is told of it. */
@NullMarked
package dev.forebay.storage.event;

import org.jspecify.annotations.NullMarked;
