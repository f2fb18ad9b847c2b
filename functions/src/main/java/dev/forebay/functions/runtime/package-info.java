/** What runs functions, and what every function has around it: places, a log, a deadline. */
@NullMarked
package dev.forebay.functions.runtime;

import org.jspecify.annotations.NullMarked;
