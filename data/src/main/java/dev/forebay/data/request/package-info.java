/**
 * Stage 1: HTTP to {@link dev.forebay.data.request.ApiRequest}. Knows the grammar, not the schema;
 * does no I/O but reading the request.
 */
@NullMarked
package dev.forebay.data.request;

import org.jspecify.annotations.NullMarked;
