/**
 * The REST data API over a database's tables: PostgREST's grammar, a cache that is never stale, and
 * one package a stage. Start with {@link dev.forebay.data.DataApi}.
 */
@NullMarked
package dev.forebay.data;

import org.jspecify.annotations.NullMarked;
