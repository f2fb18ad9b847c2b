/** Tests. */
@NullMarked
package dev.forebay.functions.schedules;

import org.jspecify.annotations.NullMarked;
