/** Tests. */
@NullMarked
package dev.forebay.functions.gateway;

import org.jspecify.annotations.NullMarked;
