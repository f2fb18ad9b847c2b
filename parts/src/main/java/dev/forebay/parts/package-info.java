/** What a feature hands to the server. */
@NullMarked
package dev.forebay.parts;

import org.jspecify.annotations.NullMarked;
