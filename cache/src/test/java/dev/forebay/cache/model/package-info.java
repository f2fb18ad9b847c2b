/**
 * The cache protocol as a model that can be searched: one entry, what may happen to it, and all the
 * orders in which it may. Start with {@link dev.forebay.cache.model.Explorer}.
 */
@NullMarked
package dev.forebay.cache.model;

import org.jspecify.annotations.NullMarked;
