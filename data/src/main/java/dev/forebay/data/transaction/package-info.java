/** Several writes in one request: all or nothing, one using what another has made. */
@NullMarked
package dev.forebay.data.transaction;

import org.jspecify.annotations.NullMarked;
