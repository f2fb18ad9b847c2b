/** Functions that are invoked by the clock, with AWS's expressions and EventBridge's events. */
@NullMarked
package dev.forebay.functions.schedules;

import org.jspecify.annotations.NullMarked;
