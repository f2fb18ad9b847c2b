/** Tests of the test fixtures. */
@NullMarked
package dev.forebay.testing;

import org.jspecify.annotations.NullMarked;
