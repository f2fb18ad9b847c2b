/** What tests of several modules share: HTTP scenarios, a client, and waiting for a condition. */
@NullMarked
package dev.forebay.testing;

import org.jspecify.annotations.NullMarked;
